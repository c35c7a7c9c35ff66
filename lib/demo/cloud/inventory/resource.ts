import type { AdviceAction } from "../../../sources/advice";
import type { Facts } from "../../../sources/aws-inventory/lister";
import type { InstanceType, ListPrice } from "../../../sources/inventory";
import type { MetricName } from "../../../sources/metric-series";

/** When it is busy, in UTC; the rest of the time it rests. */
export type Hours = "always" | "office";

/** How much of a metric: a percentage, or a number an hour for what is counted. Its highest values stay just below. */
export type Use = { busy: number; rest: number; hours: Hours };

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
