import type { Day } from "../../../focus/period";
import { type Expected, optimal, untidy } from "./expected";
import { type Home, homeOf, type KnownResource, steadily } from "./known";

type BucketSpec = Home & {
  name: string;
  gigabytes: number;
  objects: number;
  hasLifecycle: boolean;
  expected: Expected;
};

const bucketSpecs: BucketSpec[] = [
  {
    ...{ name: "mallowfinch-product-images", account: "storefront-prod", gigabytes: 6_400, objects: 9_200_000 },
    ...{ hasLifecycle: true, expected: optimal("It has lifecycle rules.") },
  },
  {
    ...{ name: "mallowfinch-order-exports", account: "storefront-prod", gigabytes: 4_200, objects: 3_100_000 },
    ...{ hasLifecycle: false, expected: untidy },
  },
  {
    ...{ name: "mallowfinch-event-archive", account: "data-platform-prod", gigabytes: 38_000, objects: 74_000_000 },
    ...{ hasLifecycle: false, expected: untidy },
  },
  {
    ...{ name: "mallowfinch-build-cache", account: "platform-ci", gigabytes: 900, objects: 410_000 },
    ...{ hasLifecycle: false, expected: untidy },
  },
  {
    ...{ name: "mallowfinch-parcel-labels", account: "logistics-prod", region: "eu-west-1", gigabytes: 2_600 },
    ...{ objects: 18_000_000, hasLifecycle: false, expected: untidy },
  },
  {
    ...{ name: "mallowfinch-infrastructure-state", account: "platform-network", gigabytes: 0.2, objects: 640 },
    ...{ hasLifecycle: false, expected: optimal("It holds too little.") },
  },
  {
    ...{ name: "mallowfinch-import-dropbox", account: "payments-prod", gigabytes: 0, objects: 0 },
    ...{ hasLifecycle: false, expected: optimal("It is empty.") },
  },
];

export function buckets(today: Day): KnownResource[] {
  return bucketSpecs.map(({ gigabytes, objects, hasLifecycle, expected, ...spec }) => {
    const home = homeOf(spec.name, spec, today);
    const { Name: _name, ...tags } = home.tags;
    return {
      facts: {
        kind: "bucket",
        ...home,
        tags,
        id: spec.name,
        arn: `arn:aws:s3:::${spec.name}`,
        state: "available",
        stateSince: null,
        hasLifecycle,
      },
      use: { "bytes stored": steadily(gigabytes * 1024 ** 3), objects: steadily(objects) },
      expected,
    };
  });
}
