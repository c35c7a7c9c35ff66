import type { Budget } from "../budgets/budget";
import type { Judgement, PeriodVerdict } from "../budgets/judge";
import { hasPeriod } from "../budgets/rhythm";
import { sql } from "../db/sql";
import type { Run } from "../db/transaction";
import { Money } from "../focus/money";
import type { Known, StoredVerdict } from "./known";

const AT_ONCE = 2000;

type Recorded = { judgements: Judgement[]; known: Known; dataVersion: string; now: Date };

/** Verdicts on periods that a budget does not have any more would stand in its history for ever. */
export async function removeOutlived(run: Run, budgets: Budget[], known: Known): Promise<void> {
  const outlived = budgets.flatMap((budget) =>
    known
      .judged(budget.id)
      .filter((period) => !hasPeriod(budget, period))
      .map(({ from }) => ({ id: budget.id, from })),
  );
  if (outlived.length === 0) return;
  await run(sql`
    delete from budget_evaluation
    using jsonb_to_recordset(${JSON.stringify(outlived)}::jsonb) as outlived (id uuid, "from" date)
    where budget_id = outlived.id and period_start = outlived."from"`);
}

/** Stores the verdicts that differ from what is stored; the history of a budget is its row of each period. */
export async function recordVerdicts(run: Run, { judgements, known, dataVersion, now }: Recorded): Promise<void> {
  const changed = judgements.flatMap(({ budget, periods }) =>
    periods
      .filter((verdict) => !isSame(known.verdict(budget.id, verdict.period), verdict))
      .map((verdict) => rowOf(budget.id, verdict)),
  );
  for (let at = 0; at < changed.length; at += AT_ONCE) {
    await run(sql`
      insert into budget_evaluation (budget_id, period_start, period_end, verdict, reason, amount, actual, forecast,
        probability, data_through, data_version, evaluated_at, evidence)
      select budget_id, period_start, period_end, verdict::budget_verdict, reason, amount, actual, forecast,
        probability, data_through, ${dataVersion}::bigint, ${now}, evidence
      from jsonb_to_recordset(${JSON.stringify(changed.slice(at, at + AT_ONCE))}::jsonb) as made (
        budget_id uuid, period_start date, period_end date, verdict text, reason text, amount numeric, actual numeric,
        forecast numeric, probability numeric, data_through date, evidence jsonb)
      on conflict (budget_id, period_start) do update set period_end = excluded.period_end,
        verdict = excluded.verdict, reason = excluded.reason, amount = excluded.amount, actual = excluded.actual,
        forecast = excluded.forecast, probability = excluded.probability, data_through = excluded.data_through,
        data_version = excluded.data_version, evaluated_at = excluded.evaluated_at, evidence = excluded.evidence`);
  }
}

function rowOf(budgetId: string, { period, state, reason, figures, dataThrough, name, ended }: PeriodVerdict) {
  return {
    budget_id: budgetId,
    period_start: period.from,
    period_end: period.to,
    verdict: state,
    reason,
    amount: figures?.amount ?? null,
    actual: figures?.actual ?? "0",
    forecast: figures?.forecast?.amount ?? null,
    probability: figures?.probability ?? null,
    data_through: dataThrough,
    evidence: { name, ended, figures },
  };
}

// An ended period says the same whatever the data reaches to.
function isSame(stored: StoredVerdict | null, { state, reason, figures, dataThrough, ended }: PeriodVerdict) {
  if (!stored || stored.verdict !== state || stored.reason !== reason) return false;
  if (!ended && stored.data_through !== dataThrough) return false;
  const pairs = [
    [stored.amount, figures?.amount],
    [stored.actual, figures?.actual ?? "0"],
    [stored.forecast, figures?.forecast?.amount],
    [stored.probability, figures?.probability],
  ];
  return pairs.every(([one, other]) => isEqual(one ?? null, other ?? null));
}

function isEqual(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : new Money(one).eq(other);
}
