import { type Day, monthsIn } from "../../focus/period";
import { unitsOf } from "../units";
import { type Bucket, bucketFinder } from "./buckets";
import { type CostMetric, costMetrics } from "./cost-request";
import type { DimensionReader } from "./dimensions";
import type { CloudCharge, CloudEstate } from "./estate";
import type { Matches } from "./filter";

export type Sum = { amount: bigint; unit: string | null };
/** Exact sums of one group in one bucket, a place for each metric asked for. */
export type Group = { keys: string[]; sums: Sum[] };
export type Question = { buckets: Bucket[]; metrics: CostMetric[]; matches: Matches; groupBy: DimensionReader[] };

/** The groups of every bucket, in the order of their keys; without grouping one group a bucket. */
export function costSums(estate: CloudEstate, question: Question): Group[][] {
  const { buckets, matches, groupBy } = question;
  const place = bucketFinder(buckets);
  const groups = buckets.map(() => new Map<string, Group>());
  const columns = question.metrics.map((metric) => costMetrics.indexOf(metric));
  for (const { charges, amounts } of pricedMonths(estate, buckets)) {
    for (const [index, charge] of charges.entries()) {
      const into = groups[place(charge.day)];
      if (!into || (charge.hidden && groupBy.length > 0) || !matches(charge)) continue;
      const keys = groupBy.map((read) => read(charge));
      const { sums } = groupAt(into, keys, columns.length);
      for (const [at, column] of columns.entries()) add(sums[at], amounts[index * COLUMNS + column], charge, column);
    }
  }
  return groups.map((each) => [...each.entries()].sort(byKey).map(([, group]) => group));
}

const COLUMNS = costMetrics.length;
const QUANTITY = costMetrics.indexOf("UsageQuantity");

/** Quantities of different units are added all the same, and the sum has no unit. */
function add(sum: Sum | undefined, amount: bigint | undefined, charge: CloudCharge, column: number): void {
  if (!sum) return;
  sum.amount += amount ?? 0n;
  const unit = column === QUANTITY ? (charge.unit ?? "N/A") : "USD";
  sum.unit = sum.unit === null || sum.unit === unit ? unit : "N/A";
}

function groupAt(into: Map<string, Group>, keys: string[], metrics: number): Group {
  const id = keys.join("\u0000");
  const found = into.get(id);
  if (found) return found;
  const fresh = { keys, sums: Array.from({ length: metrics }, () => ({ amount: 0n, unit: null })) };
  into.set(id, fresh);
  return fresh;
}

function byKey([left]: [string, Group], [right]: [string, Group]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The charges of a month with the amounts of each in a row of their own, in the order of the metrics. */
type PricedMonth = { charges: readonly CloudCharge[]; amounts: BigInt64Array };

/** Amounts are read once a month of charges, not once a request. */
const priced = new WeakMap<readonly CloudCharge[], PricedMonth>();

function pricedMonths(estate: CloudEstate, buckets: readonly Bucket[]): PricedMonth[] {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!(first && last)) return [];
  return monthsIn({ from: first.from, to: last.to }).map((month) => pricedMonth(estate, month));
}

function pricedMonth(estate: CloudEstate, month: Day): PricedMonth {
  const charges = estate.chargesOf(month);
  const known = priced.get(charges);
  if (known) return known;
  const amounts = new BigInt64Array(charges.length * COLUMNS);
  for (const [index, charge] of charges.entries()) amounts.set(amountsOf(charge), index * COLUMNS);
  const fresh = { charges, amounts };
  priced.set(charges, fresh);
  return fresh;
}

/** In the order of the metrics. */
function amountsOf(charge: CloudCharge): bigint[] {
  const { unblended, amortized = unblended, netUnblended = unblended, blended = unblended } = charge;
  const { netAmortized = charge.amortized ?? netUnblended, quantity = "0" } = charge;
  return [unblended, amortized, netUnblended, netAmortized, blended, quantity].map(storable);
}

/** A typed array would cut a larger number off without a word; AWS has no customer who comes near. */
function storable(amount: string): bigint {
  const units = unitsOf(amount);
  if (BigInt.asIntN(64, units) !== units) throw new Error(`${amount} is too large for the simulated cloud.`);
  return units;
}
