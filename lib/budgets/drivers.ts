import { Money, plain, sumOf, zero } from "../focus/money";
import { type Day, daysBetween } from "../focus/period";
import type { Cause } from "../query/change/effects";
import type { Contributor } from "../query/contributors-of-many";
import type { Dimension } from "../query/names";

/** What is compared with what: actual or forecast with the amount, or actual with what would be spent by now. */
export type Basis = "actual" | "forecast" | "pace";

export type Driver = {
  service: string | null;
  account: string | null;
  accountName?: string | null;
  /** What of the service in the account it is, where that alone would say little. */
  part?: { dimension: Dimension; value: string | null; name?: string | null };
  /** Its part of the overrun. */
  amount: string;
  /** Of the overrun; null where that is no overrun. */
  share: string | null;
  /** What it cost in the period, and in as many days of the one before. */
  now: string;
  before: string;
  firstSeen: Day;
  /** What its change since then is made of, where it was told apart; adds up to `now` less `before`. */
  causes?: { cause: Cause; amount: string }[];
};

/** The overrun taken apart: drivers and rest add up to it, to the last digit. */
export type Drivers = {
  basis: Basis;
  overrun: string;
  drivers: Driver[];
  rest: { amount: string; contributors: number };
};

/** A budget that is below an even pace has nothing that drives it. */
export function isDriven({ drivers, overrun }: Drivers): boolean {
  return drivers.length > 0 || new Money(overrun).gt(0);
}

/** The same in amounts as they are written, which still add up: what rounding leaves goes to the rest. */
export function written(made: Drivers, places: number): Drivers {
  const round = (amount: string) => new Money(amount).toDecimalPlaces(places);
  const drivers = made.drivers.map((driver) => ({ ...driver, amount: plain(round(driver.amount)) }));
  const overrun = round(made.overrun);
  const rest = overrun.minus(sumOf(drivers.map(({ amount }) => amount)));
  return { ...made, drivers, overrun: plain(overrun), rest: { ...made.rest, amount: plain(rest) } };
}

const LONG_KNOWN_DAYS = 150;

/** Looking back ends somewhere: who was there that long before the period is not new, and no day says since when. */
export function isLongKnown({ firstSeen }: Pick<Driver, "firstSeen">, periodStart: Day): boolean {
  return daysBetween({ from: firstSeen, to: periodStart }) >= LONG_KNOWN_DAYS;
}

const TOP = 5;
/** The places that a cost is kept with; what finer shares leave goes to the rest. */
const PLACES = 10;
const RATIO_PLACES = 4;

type Overrun = { basis: Basis; reached: Money; reference: Money };

/**
 * Each contributor's share of the budget is what it had of the cost in as many days of the period before; its part of
 * the overrun is what it reached beyond that share. Where nothing was spent before, the shares are those of now.
 */
export function driversOf({ basis, reached, reference }: Overrun, contributors: Contributor[]): Drivers {
  const overrun = reached.minus(reference);
  const now = sumOf(contributors.map((each) => each.now));
  const before = sumOf(contributors.map((each) => each.before));
  const parts = contributors
    .map((each): Driver => {
      const cost = new Money(each.now);
      const own = scaled(cost, reached, now, basis === "forecast");
      const planned = before.gt(0) ? reference.times(each.before).div(before) : shareOf(reference, cost, now);
      const amount = own.minus(planned).toDecimalPlaces(PLACES);
      return { ...each, amount: plain(amount), share: ratio(amount, overrun) };
    })
    .sort(byAmount);
  const drivers = parts.filter(({ amount }) => new Money(amount).gt(0)).slice(0, TOP);
  const rest = overrun.minus(sumOf(drivers.map(({ amount }) => amount)));
  return {
    basis,
    overrun: plain(overrun),
    drivers,
    rest: { amount: plain(rest), contributors: parts.length - drivers.length },
  };
}

/** What is still to come is expected of everybody as now. */
function scaled(cost: Money, reached: Money, now: Money, isForecast: boolean): Money {
  return isForecast && now.gt(0) ? cost.times(reached).div(now) : cost;
}

function shareOf(reference: Money, cost: Money, now: Money): Money {
  return now.gt(0) ? reference.times(cost).div(now) : zero;
}

function ratio(amount: Money, overrun: Money): string | null {
  return overrun.gt(0) ? amount.div(overrun).toDecimalPlaces(RATIO_PLACES).toFixed() : null;
}

function byAmount(one: Driver, other: Driver): number {
  const order = new Money(other.amount).cmp(one.amount);
  if (order !== 0) return order;
  return driverKey(one) < driverKey(other) ? -1 : 1;
}

/** Tells drivers apart. */
export function driverKey({ service, account, part }: Pick<Driver, "service" | "account" | "part">): string {
  return JSON.stringify([service, account, part?.value ?? null]);
}
