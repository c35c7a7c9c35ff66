import { monthsIn } from "../../focus/period";
import { unitsOf } from "../units";
import { type Bucket, bucketFinder } from "./buckets";
import type { CostMetric } from "./cost-request";
import type { DimensionReader } from "./dimensions";
import type { CloudCharge, CloudEstate } from "./estate";
import type { Matches } from "./filter";

export type Sum = { amount: bigint; units: Set<string> };
/** Exact sums of one group in one bucket, a place for each metric asked for. */
export type Group = { keys: string[]; sums: Sum[] };
export type Question = { buckets: Bucket[]; metrics: CostMetric[]; matches: Matches; groupBy: DimensionReader[] };

/** The groups of every bucket, in the order of their keys; without grouping one group a bucket. */
export function costSums(estate: CloudEstate, question: Question): Group[][] {
  const { buckets, metrics, matches, groupBy } = question;
  const place = bucketFinder(buckets);
  const groups = buckets.map(() => new Map<string, Group>());
  for (const priced of pricedCharges(estate, buckets)) {
    const { charge } = priced;
    const into = groups[place(charge.day)];
    if (!into || (charge.hidden && groupBy.length > 0) || !matches(charge)) continue;
    const keys = groupBy.map((read) => read(charge));
    const group = groupAt(into, keys, metrics.length);
    for (const [index, metric] of metrics.entries()) add(group.sums[index], priced, metric);
  }
  return groups.map((each) => [...each.entries()].sort(byKey).map(([, group]) => group));
}

function add(sum: Sum | undefined, { charge, amounts }: Priced, metric: CostMetric): void {
  if (!sum) return;
  sum.amount += amounts[metric];
  sum.units.add(metric === "UsageQuantity" ? (charge.unit ?? "N/A") : "USD");
}

function groupAt(into: Map<string, Group>, keys: string[], metrics: number): Group {
  const id = keys.join("\u0000");
  const found = into.get(id);
  if (found) return found;
  const fresh = { keys, sums: Array.from({ length: metrics }, () => ({ amount: 0n, units: new Set<string>() })) };
  into.set(id, fresh);
  return fresh;
}

function byKey([left]: [string, Group], [right]: [string, Group]): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

type Priced = { charge: CloudCharge; amounts: Record<CostMetric, bigint> };

/** Amounts are read once a month of charges, not once a request. */
const pricedMonths = new WeakMap<readonly CloudCharge[], Priced[]>();

function* pricedCharges(estate: CloudEstate, buckets: readonly Bucket[]): Generator<Priced> {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!(first && last)) return;
  for (const month of monthsIn({ from: first.from, to: last.to })) {
    const charges = estate.chargesOf(month);
    const priced = pricedMonths.get(charges) ?? charges.map(price);
    pricedMonths.set(charges, priced);
    yield* priced;
  }
}

function price(charge: CloudCharge): Priced {
  const { unblended, amortized = unblended, netUnblended = unblended, blended = unblended } = charge;
  const { netAmortized = charge.amortized ?? netUnblended, quantity = "0" } = charge;
  return {
    charge,
    amounts: {
      UnblendedCost: unitsOf(unblended),
      AmortizedCost: unitsOf(amortized),
      NetUnblendedCost: unitsOf(netUnblended),
      NetAmortizedCost: unitsOf(netAmortized),
      BlendedCost: unitsOf(blended),
      UsageQuantity: unitsOf(quantity),
    },
  };
}
