import type { AdviceAction } from "../../../sources/advice";
import type { Facts } from "../../../sources/aws-inventory/lister";
import type { InstanceType, ListPrice } from "../../../sources/inventory";
import type { MetricName } from "../../../sources/metric-series";

/** When it is busy, in UTC; the rest of the time it rests. */
export type Hours = "always" | "office";

/** How much of a metric: a percentage, or a number an hour for what is counted. Its highest values stay just below. */
/** `burst` is how many times its mean over an hour the highest measurement in it is. */
export type Use = { busy: number; rest: number; hours: Hours; burst?: number };

/** What CloudWatch lost of the measurements. */
export type Loss = { kind: "gaps"; share: number } | { kind: "one point" } | { kind: "nan" };

/** A resource of the simulated cloud, and how it is used. A metric that is not here is not measured. */
export type CloudResource = {
  facts: Facts;
  use: Partial<Record<MetricName, Use>>;
  loss?: Loss;
};

/** What the cloud knows beside its bill. */
export type CloudInventory = {
  /** Regions that are switched on. */
  regions: readonly string[];
  resources: readonly CloudResource[];
  types: readonly InstanceType[];
  prices: readonly ListPrice[];
  /** What AWS itself would advise, and whether its services are switched on. */
  advice: readonly CloudAdvice[];
  /** What only Compute Optimizer tells of: no list of ours has it. */
  workloads: readonly CloudWorkload[];
  enrolled: { hub: boolean; optimizer: boolean };
};

/** One advice of AWS; money in dollars a month. */
export type CloudAdvice = {
  id: string;
  resource: CloudResource;
  action: AdviceAction;
  current: string;
  recommended: string | null;
  monthlyCost: number;
  saving: number;
  savingAfterDiscounts: number;
};

/** How large a function, a service or a group is, in the words of its kind. */
export type WorkloadSize = { memory?: number; cpu?: number; instanceType?: string; desired?: number };

/** A function, a service or a group of instances, and what Compute Optimizer says of it; money in dollars a month. */
export type CloudWorkload = {
  kind: "function" | "service" | "group";
  account: string;
  region: string;
  name: string;
  arn: string;
  tags: Record<string, string>;
  now: WorkloadSize;
  /** Null of what is right as it is. */
  target: WorkloadSize | null;
  monthlyCost: number;
  saving: number;
  savingAfterDiscounts: number;
  /** What is said in place of advice. */
  error?: string;
};
