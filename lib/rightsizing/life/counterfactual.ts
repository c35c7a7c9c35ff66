import { Money, zero } from "../../focus/money";
import type { Day } from "../../focus/period";

/** What was used of one unit, and what it cost. */
export type Used = { unit: string | null; cost: string; quantity: string | null; first: Day };

/** The days before a change, those after it, and how many of each. */
export type Measuring = { before: Used[]; after: Used[]; baselineDays: number; days: number };

export type Part = {
  unit: string | null;
  rate: string | null;
  quantity: string | null;
  counterfactual: string;
  actual: string;
};

const PLACES = 10;

/** Bought beside the thing itself, and not by using it: whether it is still bought is what the change decides. */
const BOUGHT = /iops|[mg]i?bps|vcpu/i;
const isBought = ({ unit }: Used) => BOUGHT.test(unit ?? "");

/** Each unit used after the change at the old rate, and what was bought beside it for as long as the thing is there. */
export function partsAtOldRates(measuring: Measuring): Part[] {
  const { before, after } = measuring;
  const used = after.filter((row) => !isBought(row)).map((row) => partAtOldRate(row, ofUnit(before, row.unit)));
  const share = shareThere(measuring);
  const units = new Set([...before, ...after].filter(isBought).map(({ unit }) => unit));
  const bought = [...units].map((unit) => {
    const [was, is] = [ofUnit(before, unit), ofUnit(after, unit)];
    const wouldBe = was ? share.times(was.cost) : zero;
    return partOf(unit, { rate: was && rateOf(was), quantity: is?.quantity ?? "0", wouldBe, cost: is?.cost ?? "0" });
  });
  return [...used, ...bought];
}

const ofUnit = (rows: Used[], unit: string | null) => rows.find((row) => row.unit === unit);

function partAtOldRate({ unit, cost, quantity }: Used, was: Used | undefined): Part {
  const rate = was ? rateOf(was) : null;
  // What was not charged before, or not by the unit, has nothing to be compared with.
  const wouldBe = rate === null || quantity === null ? new Money(cost) : rate.times(quantity);
  return partOf(unit, { rate, quantity, wouldBe, cost });
}

/** How much of the days before the thing itself was there after the change, by what it is mostly paid for. */
function shareThere({ before, after, baselineDays, days }: Measuring): Money {
  const whole = new Money(days).div(baselineDays);
  const [main] = before
    .filter((row) => !isBought(row) && rateOf(row) !== null)
    .sort((one, other) => new Money(other.cost).cmp(one.cost));
  if (!main) return whole;
  const left = new Money(ofUnit(after, main.unit)?.quantity ?? 0).div(main.quantity ?? 1);
  return Money.min(whole, left);
}

/** The units that are not used any more at the old rate: what a unit costs less is no saving of fewer hours. */
export function partsOfHours({ before, after, baselineDays, days }: Measuring): Part[] {
  const units = new Set([...before, ...after].map(({ unit }) => unit));
  const share = new Money(days).div(baselineDays);
  return [...units].map((unit) => {
    const [was, is] = [ofUnit(before, unit), ofUnit(after, unit)];
    const [quantity, cost] = [is?.quantity ?? "0", is?.cost ?? "0"];
    const rate = was ? rateOf(was) : null;
    const fewer = share.times(was?.quantity ?? 0).minus(quantity);
    const wouldBe = rate ? rate.times(fewer).plus(cost) : was ? share.times(was.cost) : new Money(cost);
    return partOf(unit, { rate, quantity, wouldBe, cost });
  });
}

export function partOfDays({ before, after, baselineDays, days }: Measuring): Part {
  const rate = costOf(before).div(baselineDays).toDecimalPlaces(20);
  return partOf("day", { rate, quantity: String(days), wouldBe: rate.times(days), cost: costOf(after).toFixed() });
}

const costOf = (rows: Used[]) => rows.reduce((sum, { cost }) => sum.plus(cost), zero);

function rateOf({ cost, quantity }: Used): Money | null {
  const used = quantity === null ? zero : new Money(quantity);
  return used.gt(0) ? new Money(cost).div(used).toDecimalPlaces(20) : null;
}

type Known = { rate: Money | null | undefined; quantity: string | null; wouldBe: Money; cost: string };

function partOf(unit: string | null, { rate, quantity, wouldBe, cost }: Known): Part {
  return {
    unit,
    rate: rate?.toFixed() ?? null,
    quantity,
    counterfactual: wouldBe.toDecimalPlaces(PLACES).toFixed(),
    actual: new Money(cost).toFixed(),
  };
}
