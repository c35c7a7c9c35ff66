import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { type Money, zero } from "../../focus/money";
import { addDays, type Day, daysBetween, earlierOf, laterOf, type Period } from "../../focus/period";
import { effective } from "../ledger/exact";
import { isSameAccount } from "../ledger/same-account";
import { isSameRegion } from "../ledger/same-region";
import { type Action, MONTH_DAYS } from "../words";
import { type Measuring, type Part, partOfDays, partsAtOldRates, partsOfHours, type Used } from "./counterfactual";

export type Change = {
  account: string | null;
  region: string | null;
  resources: string[];
  replacedBy: string | null;
  action: Action;
  doneOn: Day;
  currency: string;
  /** Other changes of the same resources: each is measured between the one before it and the one after. */
  previous: Day | null;
  next: Day | null;
};

export type MeasuredSaving = {
  period: Period;
  baseline: Period;
  counterfactual: Money;
  actual: Money;
  saving: Money;
  monthly: Money;
  /** What the counterfactual is made of. */
  parts: Part[];
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

/** The days in which a change is measured: they begin on the day after it, and end where another change follows. */
export function measuredPeriod({ doneOn, next }: Pick<Change, "doneOn" | "next">, days: number): Period {
  const from = addDays(doneOn, 1);
  const to = addDays(from, days);
  return { from, to: next === null ? to : earlierOf(to, laterOf(next, from)) };
}

/**
 * What the bill shows after a change beside what it would have shown without: for what is still used, each unit used
 * after the change at the rate that was paid before it; for fewer hours, those that it did not run at that rate; for what
 * went away, the cost of a day before, for every day. Null where the bill has nothing of it from before, or another
 * change left no day between.
 */
export async function measuredSaving(scope: Scope, change: Change, days: number): Promise<MeasuredSaving | null> {
  const period = measuredPeriod(change, days);
  const earliest = addDays(change.doneOn, -BASELINE_DAYS);
  const from = change.previous === null ? earliest : laterOf(addDays(change.previous, 1), earliest);
  if (from >= change.doneOn || period.from >= period.to) return null;
  const before = await usageOf(scope, change, { from, to: change.doneOn });
  if (before.length === 0) return null;
  const first = before.reduce((day, row) => earlierOf(row.first, day), change.doneOn);
  const baseline = { from: laterOf(first, from), to: change.doneOn };
  const after = await usageOf(scope, change, period);
  const parts = partsOf(change.action, {
    before,
    after,
    baselineDays: daysBetween(baseline),
    days: daysBetween(period),
  });
  const counterfactual = sum(parts.map((part) => part.counterfactual));
  const actual = sum(parts.map((part) => part.actual));
  const saving = counterfactual.minus(actual);
  const monthly = saving.times(MONTH_DAYS).div(daysBetween(period)).toDecimalPlaces(PLACES);
  return { period, baseline, counterfactual, actual, saving, monthly, parts };
}

function partsOf(action: Action, measuring: Measuring): Part[] {
  if (isStillUsed.has(action)) return partsAtOldRates(measuring);
  return action === "schedule" ? partsOfHours(measuring) : [partOfDays(measuring)];
}

const sum = (amounts: string[]) => amounts.reduce((total, amount) => total.plus(amount), zero);

async function usageOf({ workspaceId }: Scope, change: Change, { from, to }: Period): Promise<Used[]> {
  const ids = [...change.resources, ...(change.replacedBy ? [change.replacedBy] : [])];
  return await rowsOf<Used>(sql`
    select sku.pricing_unit as unit, sum(${effective})::text as cost, sum(x.pricing_quantity)::text as quantity,
           min(x.charge_day)::text as first
    from dim_resource resource
    join charge x on x.resource_id = resource.id
    join dim_sku sku on sku.id = x.sku_id
    join dim_account account on account.id = x.account_id
    join dim_region region on region.id = x.region_id and (resource.resource_id = ${change.replacedBy}
      or ${isSameRegion(sql`resource.resource_id`, sql`region.region_id`, sql`${change.region}::text`)})
    join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
    where resource.workspace_id = ${workspaceId}::uuid and resource.resource_id = any(${ids}::text[])
      and account.currency = ${change.currency} and ${isSameAccount(sql`${change.account}::text`)}
      and x.charge_day >= ${from}::date and x.charge_day < ${to}::date
    group by 1 order by 1`);
}
