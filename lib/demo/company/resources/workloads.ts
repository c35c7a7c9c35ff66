import type { CloudWorkload, WorkloadSize } from "../../cloud/inventory/resource";
import { awsAccounts } from "../aws-accounts";
import { teams } from "../people";

/** A function, a service or a group of the company, and what Compute Optimizer rightly says of it. */
type Spec = {
  name: string;
  account: string;
  region?: string;
  kind: CloudWorkload["kind"];
  now: WorkloadSize;
  target?: WorkloadSize;
  cost: number;
  saving?: number;
  error?: string;
};

const specs: readonly Spec[] = [
  {
    ...{ kind: "function", name: "thumbnail-maker", account: "storefront-prod" },
    ...{ now: { memory: 2048 }, target: { memory: 1024 }, cost: 91.2, saving: 38.5 },
  },
  { kind: "function", name: "order-events", account: "storefront-prod", now: { memory: 512 }, cost: 44.1 },
  {
    ...{ kind: "service", name: "newsletter-preview", account: "storefront-prod", now: { cpu: 256, memory: 512 } },
    ...{ cost: 9.1, error: "There is not enough data on this service yet." },
  },
  {
    ...{ kind: "service", name: "storefront-web", account: "storefront-prod" },
    ...{ now: { cpu: 4096, memory: 16384 }, target: { cpu: 2048, memory: 8192 }, cost: 864.48, saving: 432.24 },
  },
  {
    ...{ kind: "service", name: "search-proxy", account: "recommendations-prod", region: "eu-west-1" },
    ...{ now: { cpu: 512, memory: 1024 }, cost: 36 },
  },
  {
    ...{ kind: "group", name: "checkout-workers", account: "storefront-prod" },
    ...{ now: { instanceType: "m6i.large", desired: 6 }, target: { instanceType: "m6i.large", desired: 4 } },
    ...{ cost: 420.48, saving: 140.16 },
  },
  {
    ...{ kind: "group", name: "image-resizers", account: "storefront-prod" },
    ...{ now: { instanceType: "m5.2xlarge", desired: 3 }, target: { instanceType: "m6i.xlarge", desired: 3 } },
    ...{ cost: 840.96, saving: 420.48 },
  },
];

const AFTER_DISCOUNTS = 0.78;
const cents = (dollars: number) => Math.round(dollars * 100) / 100;

export const workloads: readonly CloudWorkload[] = specs.map((spec) => {
  const { kind, name, account: named, region = "us-east-1", now, target = null, cost, saving = 0, error } = spec;
  const account = awsAccounts.find((each) => each.name === named);
  if (!account) throw new Error(`The company has no account ${named}.`);
  const { id, team, environment } = account;
  return {
    kind,
    name,
    account: id,
    region,
    arn: arnOf(kind, { id, region, name }),
    tags: { team, env: environment, "cost-center": teams[team].costCenter },
    now,
    target,
    monthlyCost: cost,
    saving,
    savingAfterDiscounts: cents(saving * AFTER_DISCOUNTS),
    ...(error === undefined ? {} : { error }),
  };
});

type At = { id: string; region: string; name: string };

function arnOf(kind: CloudWorkload["kind"], { id, region, name }: At): string {
  if (kind === "function") return `arn:aws:lambda:${region}:${id}:function:${name}`;
  if (kind === "service") return `arn:aws:ecs:${region}:${id}:service/main/${name}`;
  return `arn:aws:autoscaling:${region}:${id}:autoScalingGroup:5b3d7f60:autoScalingGroupName/${name}`;
}
