import type { Drawing } from "@/components/charts/drawing";
import type { Day } from "@/lib/focus/period";
import type { CostAnswers } from "@/lib/query/answer";
import type { Asking } from "@/lib/query/asking";
import { type Includes, includesOf } from "@/lib/query/includes";
import { overviewFrame } from "@/lib/query/overview/frame";
import { askSpend } from "@/lib/query/spend";
import type { Stack } from "@/lib/query/stack";
import { askTable, type CostTable } from "@/lib/query/table";
import { tableQuery } from "@/lib/query/table-query";
import { drawingOf, type Seen } from "./drawing-of";
import { daysText } from "./period-picker";
import { chartTitle } from "./title";
import { limitsOf } from "./told/limits";
import { annotationOf, type Known, knownOf, type Told } from "./told/told";

export type Answered = {
  stack: Stack;
  totals: CostAnswers;
  includes: Includes;
  table: CostTable;
  drawing: Drawing;
  /** What is known of the days of the chart. */
  told: Told[];
  /** The first day that any charge is in for. */
  begins: Day | null;
};

/** Everything that the page shows of the question, in the currency that is looked at; null where nothing was charged. */
export async function answered(seen: Seen, asking: Asking): Promise<Answered | null> {
  const { scope, exploration, calendar } = seen;
  const { query, view } = exploration;
  const { today } = calendar;
  const [{ stacks, totals }, includes, frame, tables] = await Promise.all([
    askSpend(scope, { query, today, top: view.top }, asking),
    includesOf(scope, query, asking),
    overviewFrame(scope, today),
    askTable(scope, { query: tableQuery(query), today }, asking),
  ]);
  const wanted = view.currency ?? query.currency;
  const stack = stacks.find(({ currency }) => currency === wanted) ?? stacks[0];
  const note = includes.find(({ currency }) => currency === stack?.currency);
  const table = tables.find(({ currency }) => currency === stack?.currency);
  if (!stack || !note || !table) return null;

  const label = `${chartTitle(seen)}, ${daysText(query.period)}, in ${stack.currency}`;
  const [known, plainDrawing] = await Promise.all([
    knownOf(scope, query, stack),
    drawingOf(seen, { stack, totals, label, asking }),
  ]);
  const drawing = withKnown(plainDrawing, known, seen);
  return { stack, totals, includes: note, table, drawing, told: known.told, begins: frame?.begins ?? null };
}

function withKnown(drawing: Drawing, { told, budgets }: Known, { exploration: { query, view } }: Seen): Drawing {
  if (!("data" in drawing)) return drawing;
  const annotations = told.map(annotationOf);
  const isOfAmounts = drawing.kind === "cumulative" || (drawing.kind === "column" && view.figures === "amount");
  const limits = isOfAmounts ? limitsOf(drawing, budgets, query) : [];
  return { ...drawing, data: { ...drawing.data, annotations, limits } };
}
