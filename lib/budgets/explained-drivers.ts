import type { Scope } from "../auth/scope";
import { DomainError } from "../errors";
import type { Condition } from "../focus/condition";
import { type Money, plain } from "../focus/money";
import { daysBetween } from "../focus/period";
import { type Cause, effectsOf, type Leaf } from "../query/change/effects";
import { leavesOf } from "../query/change/leaves";
import type { ContributorPeriods } from "../query/contributors-of-many";
import type { Reader } from "../query/snapshot";
import type { Budget } from "./budget";
import type { Driver, Drivers } from "./drivers";
import { budgetQuery } from "./scope";

/** `elapsedDays`: how many days of the period have charges so far, which usage is compared by. */
type Explained = { budget: Budget; periods: ContributorPeriods; elapsedDays: number; drivers: Drivers };

/** Beside each driver, what its change from the period before is made of: usage, price, new resources, credits. */
export async function explainedDrivers(
  read: Reader,
  scope: Scope,
  { budget, periods, elapsedDays, drivers }: Explained,
): Promise<Drivers> {
  const named = drivers.drivers.filter(({ service }) => service !== null);
  if (named.length === 0) return drivers;
  const query = budgetQuery(budget, periods.now, "total");
  const where = [...query.where, ...oneOf("service", named), ...oneOf("account", named), ...oneOfParts(named)];
  const groupBy = named[0]?.part ? [named[0].part.dimension] : [];
  const leaves = await leavesIn(read, scope, { ...query, where, groupBy }, periods);
  const lengths = { now: Math.max(1, elapsedDays), before: daysBetween(periods.before) };
  return {
    ...drivers,
    drivers: drivers.drivers.map((driver) => {
      const own = leaves?.filter(
        (leaf) =>
          leaf.currency === budget.currency &&
          leaf.service === driver.service &&
          leaf.subAccount === driver.account &&
          (leaf.part ?? null) === (driver.part?.value ?? null),
      );
      return own && own.length > 0 ? { ...driver, causes: causesOf(own, lengths) } : driver;
    }),
  };
}

/** Only what the drivers are of is read; a charge without an account is of no list. */
function oneOf(of: "service" | "account", drivers: Driver[]): Condition[] {
  const values = [...new Set(drivers.flatMap((driver) => driver[of] ?? []))];
  const isComplete = drivers.every((driver) => driver[of] !== null);
  return isComplete ? [{ dimension: of === "account" ? "subAccount" : of, operator: "in", values }] : [];
}

function oneOfParts(drivers: Driver[]): Condition[] {
  const [first] = drivers;
  const values = [...new Set(drivers.flatMap(({ part }) => part?.value ?? []))];
  if (!first?.part || drivers.some(({ part }) => part?.value == null)) return [];
  return [{ dimension: first.part.dimension, operator: "in", values }];
}

async function leavesIn(
  read: Reader,
  scope: Scope,
  query: ReturnType<typeof budgetQuery>,
  { before }: ContributorPeriods,
): Promise<Leaf[] | null> {
  try {
    return await leavesOf(read, scope, query, before);
  } catch (error) {
    // Too many parts to tell causes apart: the drivers stand without them.
    if (error instanceof DomainError && error.code === "too_large") return null;
    throw error;
  }
}

function causesOf(leaves: Leaf[], lengths: { now: number; before: number }): { cause: Cause; amount: string }[] {
  const sums = new Map<Cause, Money>();
  for (const leaf of leaves) {
    for (const [cause, amount] of effectsOf(leaf, lengths)) sums.set(cause, amount.plus(sums.get(cause) ?? 0));
  }
  return [...sums]
    .filter(([, amount]) => !amount.isZero())
    .sort(([, one], [, other]) => other.abs().cmp(one.abs()))
    .map(([cause, amount]) => ({ cause, amount: plain(amount) }));
}
