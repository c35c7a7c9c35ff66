import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { addDays, type Day, type Period } from "../focus/period";
import { dayInZone } from "../focus/zone";
import { type Budget, budgetsWhere } from "./budget";
import { type Hierarchy, hierarchyOf } from "./hierarchy";
import { STALE_DAYS } from "./judge";
import { dayName } from "./period-name";
import type { Figures, VerdictState } from "./verdict";
import { isSeen } from "./within-rows";

/** The latest verdict on a period, as it is to be shown now. */
export type ShownVerdict = {
  period: Period;
  name: string;
  ended: boolean;
  state: VerdictState;
  reason: string;
  figures: Figures | null;
  dataThrough: Day | null;
  evaluatedAt: string;
};

/** A budget with its newest verdict; null before it was judged for the first time. */
export type BudgetSummary = Budget & { verdict: ShownVerdict | null; hierarchy: Hierarchy | null; openAlerts: number };

/** The budgets of the workspace that the asker may see, by name. */
export async function budgetList(scope: Scope, now: Date): Promise<BudgetSummary[]> {
  const all = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid`);
  const budgets = all.filter((budget) => isSeen(scope, budget));
  const verdicts = await newestVerdicts(scope);
  const open = await openAlerts(scope);
  return budgets
    .map((budget): BudgetSummary => {
      const verdict = verdicts.get(budget.id);
      return {
        ...budget,
        verdict: verdict ? shown(budget, verdict, now) : null,
        hierarchy: hierarchyOf(budget, budgets, verdicts),
        openAlerts: open.get(budget.id) ?? 0,
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name, "en") || (one.id < other.id ? -1 : 1));
}

export async function budgetById(scope: Scope, id: string, now: Date): Promise<BudgetSummary> {
  const found = (await budgetList(scope, now)).find((budget) => budget.id === id);
  if (found) return found;
  throw new DomainError("not_found", "There is no such budget in this workspace.");
}

/** The budget of this name, or the refusal that says there is none. */
export async function budgetNamed(scope: Scope, name: string, now: Date): Promise<BudgetSummary> {
  const found = (await budgetList(scope, now)).find((budget) => budget.name === name.trim());
  if (found) return found;
  throw new DomainError("not_found", `There is no budget called ${name.trim()}.`);
}

/** A change of charges or of a budget is not judged yet, so verdicts are those of before it. */
export async function isBeingJudged({ workspaceId }: Scope): Promise<boolean> {
  const rows = await rowsOf(sql`select from evaluation_due where workspace_id = ${workspaceId}::uuid limit 1`);
  return rows.length > 0;
}

/** The verdicts of all periods that were judged, the newest first. */
export async function budgetHistory(scope: Scope, id: string, now: Date): Promise<ShownVerdict[]> {
  const budget = await budgetById(scope, id, now);
  const rows = await rowsOf<Stored>(sql`
    select ${columns} from budget_evaluation where budget_id = ${id}::uuid order by period_start desc`);
  return rows.map((row) => shown(budget, row, now));
}

export type Stored = Omit<ShownVerdict, "evaluatedAt" | "period"> & {
  budgetId: string;
  from: Day;
  to: Day;
  evaluatedAt: Date;
};

const columns = sql`budget_id as "budgetId", period_start as "from", period_end as "to", verdict as state, reason,
  data_through as "dataThrough", evaluated_at as "evaluatedAt", evidence ->> 'name' as name,
  (evidence -> 'ended')::boolean as ended, nullif(evidence -> 'figures', 'null') as figures`;

async function newestVerdicts({ workspaceId }: Scope): Promise<Map<string, Stored>> {
  const rows = await rowsOf<Stored>(sql`
    select distinct on (budget_id) ${columns}
    from budget_evaluation join budget on budget.id = budget_id
    where budget.workspace_id = ${workspaceId}::uuid
    order by budget_id, period_start desc`);
  return new Map(rows.map((row) => [row.budgetId, row]));
}

async function openAlerts({ workspaceId }: Scope): Promise<Map<string, number>> {
  const rows = await rowsOf<{ id: string; count: number }>(sql`
    select budget_id as id, count(*)::int as count from alert
    where workspace_id = ${workspaceId}::uuid and state in ('open', 'acknowledged', 'snoozed')
    group by 1`);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/**
 * A verdict is stored when data comes; that data stopped coming is seen when somebody looks. What was spent is a fact
 * all the same.
 */
function shown(budget: Budget, { from, to, budgetId: _id, evaluatedAt, ...stored }: Stored, now: Date): ShownVerdict {
  const verdict: ShownVerdict = { ...stored, period: { from, to }, evaluatedAt: evaluatedAt.toISOString() };
  const isGuess = verdict.state === "on_track" || verdict.state === "at_risk";
  const { dataThrough } = verdict;
  if (!isGuess || verdict.ended || dataThrough === null) return verdict;
  if (dataThrough >= addDays(dayInZone(now, budget.timeZone), -STALE_DAYS)) return verdict;
  const reason = `Charges are in until ${dayName(dataThrough)} only, so it is not known what was spent since.`;
  return { ...verdict, state: "unknown", reason: `${reason} Until then: ${verdict.reason}` };
}
