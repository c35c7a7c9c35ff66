import { Money, zero } from "../../focus/money";
import type { PricedThing } from "../../sources/inventory";
import { MONTH_HOURS } from "../words";
import type { Bill, Cost, Look, PriceOrigin } from "./judged";

const PLACES = 10;
const rounded = (amount: Money) => amount.toDecimalPlaces(PLACES);

/** What a resource costs a month: as the bill has it, else at the rates of what it is made of. */
export function costNow({ bill, market }: Look, parts: Part[]): Cost | null {
  const list = () => sumAt(parts, (of) => market.listRate(of));
  if (bill) {
    const { currency, now } = bill;
    const listed = bill.list ? { amount: bill.list, currency } : list();
    return { currency, ...listedAs(listed), now, after: now, origin: "paid" };
  }
  const paid = sumAt(parts, (of) => market.rate(of));
  if (!paid) return null;
  const { amount, currency, origin } = paid;
  return { currency, ...listedAs(list()), now: amount, after: amount, origin };
}

function listedAs(list: Pick<Rated, "amount" | "currency"> | null) {
  const amount = list?.amount ?? null;
  return { listCurrency: list?.currency ?? null, listNow: amount, listAfter: amount };
}

/** So many units a month of a thing that has a price. */
export type Part = { of: PricedThing; units: number };

export const hourly = (of: PricedThing): Part[] => [{ of, units: MONTH_HOURS }];

type Rated = { amount: Money; currency: string; origin: PriceOrigin };

/** Null as soon as one part has no price: half a sum would be a wrong one. */
function sumAt(parts: Part[], rate: (of: PricedThing) => Rated | null): Rated | null {
  const rates = parts.map(({ of }) => rate(of));
  const [first] = rates;
  if (!first || rates.some((each) => each?.currency !== first.currency)) return null;
  return {
    currency: first.currency,
    amount: rates.reduce((sum, each, index) => sum.plus(each?.amount.times(parts[index]?.units ?? 0) ?? zero), zero),
    origin: rates.reduce<PriceOrigin>((worst, each) => worse(worst, each?.origin ?? "unknown"), "paid"),
  };
}

const order: PriceOrigin[] = ["paid", "paid_elsewhere", "provider", "list_price", "unknown"];
const worse = (one: PriceOrigin, other: PriceOrigin) => (order.indexOf(one) > order.indexOf(other) ? one : other);

/** Nothing is left of it. What a commitment covers is saved only where other usage takes its place. */
export function afterRemoval(cost: Cost, bill: Bill | null): Cost {
  const kept = bill && !bill.reusable ? bill.covered : zero;
  return { ...cost, listAfter: cost.listNow && zero, after: rounded(Money.min(cost.now, kept)) };
}

/** Another thing in its place: the share by which that is cheaper is taken off what is paid now. */
export function afterReplacement(look: Look, cost: Cost, { from, to }: { from: Part[]; to: Part[] }): Cost | null {
  const { market, bill } = look;
  const paid = cheaperShare(market.rate, from, to);
  const listShare = cheaperShare(market.listRate, from, to);
  // Paid on one side and listed on the other would compare two kinds of price.
  const used = paid && paid.origin !== "list_price" ? paid : (listShare ?? paid);
  if (!used) return null;
  const list = listShare && cost.listNow ? cost.listNow.times(new Money(1).minus(listShare.share)) : null;
  return {
    ...cost,
    listAfter: list && rounded(list),
    after: afterShare(cost.now, used.share, bill),
    origin: used.origin,
  };
}

/** What a bill has beside the hours of the machine: all that a machine costs that is stopped, since it is. */
export function withoutMachine(bill: Bill | null, machine: Bill | null): Bill | null {
  if (!bill || machine?.currency !== bill.currency) return bill;
  const rest = (of: (each: Bill) => Money) => Money.max(zero, of(bill).minus(of(machine)));
  const list = bill.list && machine.list && Money.max(zero, bill.list.minus(machine.list));
  return { ...bill, now: rest((each) => each.now), list, covered: rest((each) => each.covered), coveredBy: [] };
}

/** A share of the hours less. */
export function afterShareLess(cost: Cost, share: Money, bill: Bill | null): Cost {
  const list = cost.listNow && rounded(cost.listNow.times(new Money(1).minus(share)));
  return { ...cost, listAfter: list, after: afterShare(cost.now, share, bill) };
}

function afterShare(now: Money, share: Money, bill: Bill | null): Money {
  const bound = bill && !bill.reusable ? bill.covered : zero;
  const free = now.minus(bound);
  return rounded(now.minus(free.times(share)));
}

type RateOf = Look["market"]["rate"];

function cheaperShare(rate: RateOf, from: Part[], to: Part[]): { share: Money; origin: PriceOrigin } | null {
  const [before, after] = [sumAt(from, rate), sumAt(to, rate)];
  if (!(before && after) || before.currency !== after.currency || before.amount.lte(0)) return null;
  const share = new Money(1).minus(after.amount.div(before.amount));
  return { share, origin: worse(before.origin, after.origin) };
}

export const savingOf = ({ now, after }: Cost): Money => now.minus(after);
export const listSavingOf = ({ listNow, listAfter }: Cost): Money | null =>
  listNow && listAfter ? listNow.minus(listAfter) : null;

/** Advice below the least saving of the rules, at either price, is not given; the rules are in the bill's currency. */
export function isWorthIt(cost: Cost, { minimumSaving }: { minimumSaving: number }): boolean {
  const saving = savingOf(cost);
  if (saving.lt(0)) return false;
  const listSaving = cost.listCurrency === cost.currency ? listSavingOf(cost) : null;
  const best = Money.max(saving, listSaving ?? zero);
  return best.gt(0) && best.gte(minimumSaving);
}
