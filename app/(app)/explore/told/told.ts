import { money, signedMoney } from "@/components/format";
import type { Scope } from "@/lib/auth/scope";
import { type BudgetMark, budgetMarks } from "@/lib/budgets/marks";
import type { Day } from "@/lib/focus/period";
import { type Annotation, annotations } from "@/lib/query/saved/annotations";
import type { CostQuery } from "@/lib/query/spec";

/** Something to know of days of a chart, in a sentence; `note`: somebody wrote it and may take it back. */
export type Told = {
  id: string;
  kind: "note" | "restated" | "budget";
  day: Day;
  through: Day;
  label: string;
  author: string | null;
  editable: boolean;
};

export type Known = { told: Told[]; budgets: BudgetMark[] };

/** What is known of the days of a question: notes, months that their provider restated, and budgets that were spent. */
export async function knownOf(scope: Scope, query: CostQuery, currency: string): Promise<Known> {
  const [known, budgets] = await Promise.all([annotations(scope, query.period), budgetMarks(scope, query, currency)]);
  const spent = budgets.flatMap((mark) => spentBudget(mark, query));
  const told = [...known.map(toldAnnotation), ...spent].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return { told, budgets };
}

function toldAnnotation(annotation: Annotation): Told {
  const { id, kind, day, through } = annotation;
  if (kind === "note") {
    const { text, author, editable } = annotation;
    return { id, kind, day, through, label: text, author, editable };
  }
  const { source, change, times } = annotation;
  const often = times === 1 ? "" : `, the last of ${times} times`;
  const label = `${source} restated this month by ${signedMoney(change.amount, change.currency)}${often}`;
  return { id, kind, day, through, label, author: null, editable: false };
}

function spentBudget({ budgetId, name, amount, currency, crossedOn, period }: BudgetMark, query: CostQuery): Told[] {
  if (crossedOn === null || crossedOn < query.period.from || crossedOn >= query.period.to) return [];
  const label = `The budget ${name} of ${money(amount, currency)} was spent`;
  const id = `${budgetId} ${period.from}`;
  return [{ id, kind: "budget", day: crossedOn, through: crossedOn, label, author: null, editable: false }];
}
