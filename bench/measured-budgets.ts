import { evaluateBudgets } from "../lib/alerts/evaluate";
import { explainAlerts } from "../lib/alerts/explain";
import type { Scope } from "../lib/auth/scope";
import { type BudgetFields, NewBudget } from "../lib/budgets/spec";
import { createBudgets } from "../lib/budgets/write";
import { rowsOf, sql } from "../lib/db/sql";
import { addMonths, type Day, monthOf, startOf } from "../lib/focus/period";
import type { Dimension } from "../lib/query/names";
import { askCosts } from "../lib/query/run";
import type { CostQuery } from "../lib/query/spec";

export type MeasuredBudgets = {
  budgets: number;
  /** Judging all of them for the first time, with the alerts and messages that it stores. */
  firstSeconds: number;
  /** Finding what drives those alerts, which their messages wait for; until the first one can leave, and all of them. */
  firstExplainedSeconds: number;
  explainedSeconds: number;
  /** Judging them again, as after an import that changed little. */
  againSeconds: number;
  opened: number;
};

const kinds: Dimension[][] = [
  ["tag.team"],
  ["subAccount"],
  ["service"],
  ["subAccount", "service"],
  ["tag.team", "service"],
  ["region"],
];
const AT_ONCE = 500;

/** So many budgets over the values that the ledger has, judged as of a day, with every kind of scope among them. */
export async function measuredBudgets(scope: Scope, count: number, today: Day): Promise<MeasuredBudgets> {
  const made = await budgetsFor(scope, count, today);
  for (let at = 0; at < made.length; at += AT_ONCE) await createBudgets(scope, made.slice(at, at + AT_ONCE));
  const now = startOf(today);
  // Set before the last month: what is over in it is told, with what drives it.
  const before = startOf(addMonths(monthOf(today).from, -2));
  await rowsOf(sql`update budget set created_at = ${before} where workspace_id = ${scope.workspaceId}::uuid`);
  const first = await timed(() => evaluateBudgets(scope, now));
  let firstExplainedSeconds = 0;
  const began = performance.now();
  const explained = await timed(() =>
    explainAlerts(scope, () => {
      firstExplainedSeconds ||= (performance.now() - began) / 1000;
    }),
  );
  const again = await timed(() => evaluateBudgets(scope, now));
  return {
    budgets: made.length,
    firstSeconds: first.seconds,
    firstExplainedSeconds,
    explainedSeconds: explained.seconds,
    againSeconds: again.seconds,
    opened: first.result?.opened ?? 0,
  };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const started = performance.now();
  const result = await work();
  return { seconds: (performance.now() - started) / 1000, result };
}

async function budgetsFor(scope: Scope, count: number, today: Day): Promise<NewBudget[]> {
  const found: NewBudget[] = [];
  const period = { from: addMonths(monthOf(today).from, -1), to: monthOf(today).from };
  for (const groupBy of kinds) {
    const query: CostQuery = { period, grain: "total", groupBy, where: [], metric: "effective" };
    const { answers } = await askCosts(scope, query);
    for (const { currency, rows } of answers) {
      for (const { keys, amount } of rows) {
        const where = groupBy.map((dimension): BudgetFields["where"][number] => {
          const value = keys[dimension] ?? null;
          return value === null
            ? { dimension, operator: "absent", values: [] }
            : { dimension, operator: "eq", values: [value] };
        });
        found.push(budgetOf(found.length, { currency, where, usual: Number(amount) }));
      }
    }
  }
  return Array.from({ length: count }, (_, index) => found[index % found.length])
    .flatMap((budget) => budget ?? [])
    .map((budget, index) => ({ ...budget, name: `Budget ${index}` }));
}

type Made = { currency: string; where: BudgetFields["where"]; usual: number };

/** Most are on track; one in ten is set too low. */
function budgetOf(index: number, { currency, where, usual }: Made): NewBudget {
  const amount = Math.max(0, usual * (index % 10 === 0 ? 0.9 : 1.3)).toFixed(2);
  return NewBudget.parse({
    name: `Budget ${index}`,
    currency,
    where,
    amount: { mode: "fixed", amount },
    owner: `owner-${index % 50}@example.com`,
  });
}
