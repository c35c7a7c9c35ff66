import type { Annotation as Mark } from "@/components/charts/column-data";
import { money, signedMoney } from "@/components/format";
import { unusualWords } from "@/components/unusual-words";
import { unusualOf } from "@/lib/anomalies/of-stack";
import type { Scope } from "@/lib/auth/scope";
import { type BudgetMark, budgetMarks } from "@/lib/budgets/marks";
import type { Day } from "@/lib/focus/period";
import { type Annotation, annotations } from "@/lib/query/saved/annotations";
import type { CostQuery } from "@/lib/query/spec";
import type { Stack } from "@/lib/query/stack";

const MOST_UNUSUAL = 6;

/** Something to know of days of a chart, in a sentence; `note`: somebody wrote it and may take it back. */
export type Told = {
  id: string;
  kind: "note" | "restated" | "budget" | "unusual";
  day: Day;
  through: Day;
  label: string;
  author: string | null;
  editable: boolean;
};

export type Known = { told: Told[]; budgets: BudgetMark[] };

/** What is known of the days of a question: notes, months that their provider restated, spent budgets, unusual days. */
export async function knownOf(scope: Scope, query: CostQuery, stack: Stack): Promise<Known> {
  const [known, budgets] = await Promise.all([
    annotations(scope, query.period),
    budgetMarks(scope, query, stack.currency),
  ]);
  const spent = budgets.flatMap((mark) => spentBudget(mark, query));
  const told = [...known.map(toldAnnotation), ...spent, ...toldUnusual(stack)];
  return { told: told.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))), budgets };
}

/** The same as a mark on the chart. */
export function annotationOf({ day, through, kind, label }: Told): Mark {
  return { day, through, kind, label };
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

/** The unusual days that cost most; more of them would hide the chart. */
export function toldUnusual(stack: Stack): Told[] {
  const found = unusualOf(stack).slice(0, MOST_UNUSUAL);
  return found
    .map((unusual): Told => {
      const { from, through, name } = unusual;
      const label = unusualWords(unusual, stack.currency);
      return { id: `${from} ${name}`, kind: "unusual", day: from, through, label, author: null, editable: false };
    })
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}
