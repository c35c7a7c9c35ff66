import type { Day } from "../../../focus/period";
import { type Expected, older, optimal, over, unattached } from "./expected";
import { type Home, homeOf, type KnownResource, shortId, steadily } from "./known";

type VolumeSpec = Home & {
  name: string;
  type: string;
  sizeGib: number;
  provisioned?: { iops: number; throughput?: number };
  /** Id of its instance; null when it is attached to nothing. */
  attachedTo: string | null;
  /** Operations a second at its busiest hour. */
  iops: number;
  /** How many times that its busiest minute is. */
  burst?: number;
  expected: Expected;
};

const HOUR = 3600;
const BYTES_AN_OPERATION = 16_384;

export function madeVolume(
  { sizeGib, type, attachedTo, provisioned, iops, burst = 1, ...spec }: VolumeSpec,
  today: Day,
): KnownResource {
  const home = homeOf(spec.name, spec, today);
  const id = shortId("vol", spec.name);
  const half = (iops / 2) * HOUR;
  const operations = { ...steadily(half), burst };
  const bytes = { ...steadily(half * BYTES_AN_OPERATION), burst };
  return {
    facts: {
      kind: "volume",
      ...home,
      id,
      arn: `arn:aws:ec2:${home.region}:${home.account}:volume/${id}`,
      state: attachedTo ? "in-use" : "available",
      stateSince: attachedTo ? home.createdAt : null,
      volumeType: type,
      sizeGib,
      iops: provisioned?.iops ?? usualIops(type, sizeGib),
      throughput: type === "gp3" ? (provisioned?.throughput ?? 125) : null,
      attachedTo,
    },
    use: attachedTo
      ? { "read operations": operations, "write operations": operations, "bytes read": bytes, "bytes written": bytes }
      : {},
    expected: spec.expected,
  };
}

function usualIops(type: string, sizeGib: number): number | null {
  if (type === "gp3") return 3000;
  return type === "gp2" ? Math.min(16_000, Math.max(100, 3 * sizeGib)) : null;
}

const cheaper = older("gp3", "gp3 does the same for less.");

type Attached = Omit<VolumeSpec, "attachedTo"> & { instance: string | null };

/** Volumes beside those that instances start from; `instance` is the name of the one that uses it. */
export const volumeSpecs: readonly Attached[] = [
  {
    name: "import-scratch",
    account: "storefront-prod",
    type: "gp3",
    sizeGib: 200,
    instance: null,
    iops: 0,
    age: 90,
    expected: unattached,
  },
  {
    name: "old-search-data",
    account: "platform-observability",
    type: "gp2",
    sizeGib: 800,
    instance: null,
    iops: 0,
    age: 210,
    expected: unattached,
  },
  {
    name: "benchmark-disk",
    account: "sandbox",
    type: "io1",
    sizeGib: 100,
    provisioned: { iops: 3000 },
    instance: null,
    iops: 0,
    age: 60,
    expected: unattached,
  },
  {
    name: "restored-yesterday",
    account: "payments-prod",
    type: "gp3",
    sizeGib: 300,
    instance: null,
    iops: 0,
    age: 3,
    expected: optimal("It is a few days old."),
  },
  {
    name: "checkout-logs",
    account: "storefront-prod",
    type: "gp2",
    sizeGib: 500,
    instance: "checkout-api-1",
    iops: 120,
    expected: cheaper,
  },
  {
    name: "geo-data",
    account: "storefront-prod",
    region: "eu-west-1",
    type: "gp2",
    sizeGib: 300,
    instance: "gateway-2",
    iops: 60,
    expected: cheaper,
  },
  {
    name: "archive-mirror",
    account: "data-platform-prod",
    type: "gp2",
    sizeGib: 4000,
    instance: "report-builder",
    iops: 700,
    expected: cheaper,
  },
  {
    name: "orders-journal",
    account: "payments-prod",
    type: "io1",
    sizeGib: 200,
    provisioned: { iops: 6000 },
    instance: "order-router",
    iops: 900,
    expected: over("gp3", "A sixth of its operations is used."),
  },
  {
    name: "feature-cache",
    account: "recommendations-prod",
    type: "gp3",
    sizeGib: 500,
    provisioned: { iops: 12_000, throughput: 500 },
    instance: "feature-store",
    iops: 1000,
    expected: over("gp3", "A twelfth of its operations is used."),
  },
  {
    name: "ranker-data",
    account: "recommendations-prod",
    type: "gp3",
    sizeGib: 250,
    provisioned: { iops: 9000 },
    instance: "ranker",
    iops: 900,
    burst: 8.5,
    expected: optimal("A tenth of its operations is used in an hour, and nearly all of them in its busiest minute."),
  },
  {
    name: "cold-logs",
    account: "platform-observability",
    type: "st1",
    sizeGib: 2000,
    instance: "mail-relay",
    iops: 30,
    expected: optimal("The cheapest kind for what it holds."),
  },
];
