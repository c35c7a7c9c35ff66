import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { Money, zero } from "../../focus/money";
import { addDays, type Day, daysBetween, earlierOf, laterOf, type Period } from "../../focus/period";
import { effective } from "../ledger/exact";
import { type Action, MONTH_DAYS } from "../words";

export type Change = { resources: string[]; replacedBy: string | null; action: Action; doneOn: Day; currency: string };

export type MeasuredSaving = {
  period: Period;
  baseline: Period;
  counterfactual: Money;
  actual: Money;
  saving: Money;
  monthly: Money;
  /** What the counterfactual is made of. */
  parts: {
    unit: string | null;
    rate: string | null;
    quantity: string | null;
    counterfactual: string;
    actual: string;
  }[];
};

const BASELINE_DAYS = 30;
const PLACES = 10;

/** Actions after which the resource is still used, only cheaper. */
const isStillUsed: ReadonlySet<Action> = new Set([
  "rightsize",
  "change_generation",
  "migrate_to_graviton",
  "change_storage",
]);

/** The days in which a change is measured: they begin on the day after it. */
export function measuredPeriod(doneOn: Day, days: number): Period {
  return { from: addDays(doneOn, 1), to: addDays(doneOn, 1 + days) };
}

/**
 * What the bill shows after a change beside what it would have shown without: for what is still used, each unit used
 * after the change at the rate that was paid before it; for what went away, the cost of a day before, for every day.
 * Null where the bill has nothing of it from before.
 */
export async function measuredSaving(scope: Scope, change: Change, days: number): Promise<MeasuredSaving | null> {
  const period = measuredPeriod(change.doneOn, days);
  const before = await usageOf(scope, change, { from: addDays(change.doneOn, -BASELINE_DAYS), to: change.doneOn });
  if (before.length === 0) return null;
  const first = before.reduce((day, row) => earlierOf(row.first, day), change.doneOn);
  const baseline = { from: laterOf(first, addDays(change.doneOn, -BASELINE_DAYS)), to: change.doneOn };
  const after = await usageOf(scope, change, period);
  const parts = isStillUsed.has(change.action)
    ? partsAtOldRates(before, after)
    : [partOfDays({ before, after, baseline, days })];
  const counterfactual = sum(parts.map((part) => part.counterfactual));
  const actual = sum(parts.map((part) => part.actual));
  const saving = counterfactual.minus(actual);
  const monthly = saving.times(MONTH_DAYS).div(days).toDecimalPlaces(PLACES);
  return { period, baseline, counterfactual, actual, saving, monthly, parts };
}

const sum = (amounts: string[]) => amounts.reduce((total, amount) => total.plus(amount), zero);

type Used = { unit: string | null; cost: string; quantity: string | null; first: Day };

async function usageOf({ workspaceId }: Scope, change: Change, { from, to }: Period): Promise<Used[]> {
  const ids = [...change.resources, ...(change.replacedBy ? [change.replacedBy] : [])];
  return await rowsOf<Used>(sql`
    select sku.pricing_unit as unit, sum(${effective})::text as cost, sum(x.pricing_quantity)::text as quantity,
           min(x.charge_day)::text as first
    from dim_resource resource
    join charge x on x.resource_id = resource.id
    join dim_sku sku on sku.id = x.sku_id
    join dim_account account on account.id = x.account_id
    join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
    where resource.workspace_id = ${workspaceId}::uuid and resource.resource_id = any(${ids}::text[])
      and account.currency = ${change.currency}
      and x.charge_day >= ${from}::date and x.charge_day < ${to}::date
    group by 1 order by 1`);
}

type Part = MeasuredSaving["parts"][number];

function partsAtOldRates(before: Used[], after: Used[]): Part[] {
  const rates = new Map(before.map((row) => [row.unit, rateOf(row)]));
  return after.map(({ unit, cost, quantity }): Part => {
    const rate = rates.get(unit) ?? null;
    // What was not charged before, or not by the unit, has nothing to be compared with.
    const wouldBe = rate === null || quantity === null ? new Money(cost) : rate.times(quantity);
    return {
      unit,
      rate: rate?.toFixed() ?? null,
      quantity,
      counterfactual: wouldBe.toDecimalPlaces(PLACES).toFixed(),
      actual: new Money(cost).toFixed(),
    };
  });
}

function rateOf({ cost, quantity }: Used): Money | null {
  const used = quantity === null ? zero : new Money(quantity);
  return used.gt(0) ? new Money(cost).div(used).toDecimalPlaces(20) : null;
}

type Days = { before: Used[]; after: Used[]; baseline: Period; days: number };

function partOfDays({ before, after, baseline, days }: Days): Part {
  const aDay = sum(before.map(({ cost }) => cost))
    .div(daysBetween(baseline))
    .toDecimalPlaces(20);
  return {
    unit: "day",
    rate: aDay.toFixed(),
    quantity: String(days),
    counterfactual: aDay.times(days).toDecimalPlaces(PLACES).toFixed(),
    actual: sum(after.map(({ cost }) => cost)).toFixed(),
  };
}
