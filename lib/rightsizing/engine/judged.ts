import type { Money } from "../../focus/money";
import type { InstanceType, PricedThing, Resource } from "../../sources/inventory";
import type { DayOfMetric, MetricName } from "../../sources/metric-series";
import type { Reach } from "../ledger/reach";
import type { Rules } from "../settings/spec";
import type { Action, Confidence, Effort, Verdict } from "../words";

export type PriceOrigin = "paid" | "paid_elsewhere" | "list_price" | "provider" | "unknown";

/** What one unit of a thing costs this account, and how we know. */
export type Rate = { amount: Money; currency: string; origin: PriceOrigin };

/** Usage that a commitment covers, which could cover as much of what it reaches. */
export type CoveredUse = Reach & { amount: Money };

/** What the ledger shows of one resource, for a month of 30 days. */
export type Bill = {
  currency: string;
  /** Effective cost. */
  now: Money;
  /** At list prices; null where the source does not state them. */
  list: Money | null;
  /** Of `now`: usage that a commitment covers. */
  covered: Money;
  /** The same by what else its commitments could cover. */
  coveredBy?: CoveredUse[];
  /** Left out where it is read off the bill. */
  origin?: PriceOrigin;
  /** Covered usage that would find other on-demand usage to cover if this resource needed less. */
  reusable: boolean;
};

/** What things cost where a resource runs. */
export type Market = {
  type: (name: string) => InstanceType | null;
  /** Every type of the region that has a price, the cheapest first. */
  types: (like: Extract<PricedThing, { kind: "instance" | "database" }>) => Offer[];
  /** What this account pays for a unit, or anybody does. */
  rate: (of: PricedThing) => Rate | null;
  listRate: (of: PricedThing) => Rate | null;
};
export type Offer = { type: InstanceType; list: number };

/** Everything that is known when one resource is judged. */
export type Look = {
  resource: Resource;
  rules: Rules;
  market: Market;
  bill: Bill | null;
  /** Of its bill: the hours of the machine itself, which its size decides about. */
  machineBill: Bill | null;
  /** Bills of other resources that go with it, such as the volumes of an instance. */
  billOf: (id: string) => Bill | null;
  /** True of instances that are stopped. */
  isStopped: (id: string) => boolean;
  now: Date;
};

export type Measured = {
  metric: MetricName;
  unit: string;
  p50: number;
  p95: number;
  p995: number;
  max: number;
  /** At the percentile of the rules: what must fit. */
  used: number;
  /** What the resource and the target can do, in the same unit. */
  capacity: number | null;
  targetCapacity: number | null;
  days: DayOfMetric[];
};

export type Change = { what: string; from: string; to: string };

/** A month, at list and at the account's own rates with its commitments considered. */
export type Cost = {
  currency: string;
  /** Price lists have a currency of their own, whatever the bill is in. */
  listCurrency: string | null;
  listNow: Money | null;
  listAfter: Money | null;
  now: Money;
  after: Money;
  origin: PriceOrigin;
};

export type Option = {
  action: Action;
  target: string;
  current: string;
  cost: Cost;
  /** From 0 (none) to 4, by dimension; the risk of the option is the largest. */
  risks: Record<string, number>;
  effort: Effort;
  restart: boolean;
  changes: Change[];
  /** How it was computed, with the numbers. */
  how: string[];
  /** Other resources that it concerns as well. */
  covers: string[];
  /** Usage beside what the target can do; left out where the verdict's own figures say all. */
  measured?: Measured[];
};

/** What came of looking at one resource: one verdict, also where nothing is to be done. */
export type Judged = {
  verdict: Verdict;
  reason: string;
  options: Option[];
  confidence: Confidence;
  /** Null where memory does not matter. */
  memoryMeasured: boolean | null;
  measured: Measured[];
  /** Share of the points of the look-back that were measured. */
  present: number | null;
};

export function judged(verdict: Verdict, reason: string, more: Partial<Judged> = {}): Judged {
  return {
    verdict,
    reason,
    options: [],
    confidence: "high",
    memoryMeasured: null,
    measured: [],
    present: null,
    ...more,
  };
}

export const skipped = (reason: string): Judged => judged("skipped", reason);
export const optimal = (reason: string, more: Partial<Judged> = {}): Judged => judged("optimal", reason, more);

export function riskOf(risks: Record<string, number>): number {
  return Math.max(0, ...Object.values(risks));
}
