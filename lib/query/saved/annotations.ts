import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day, monthOf, type Period } from "../../focus/period";
import { restatedMonths } from "../../ledger/reconciliation/restated";
import { notes } from "./notes";

/** Something to know of days on a chart: what somebody noted, or a month that its provider restated. */
export type Annotation = { id: string; day: Day; through: Day } & (
  | { kind: "note"; text: string; author: string; editable: boolean }
  | { kind: "restated"; source: string; change: { amount: string; currency: string }; times: number; at: string }
);

/** Everything to know of the days of a period, in their order. */
export async function annotations(scope: Scope, period: Period): Promise<Annotation[]> {
  const [noted, restated] = await Promise.all([notes(scope, period), restatements(scope, period)]);
  const written = noted.map(({ id, day, text, author, editable }): Annotation => {
    return { kind: "note", id, day, through: day, text, author, editable };
  });
  return [...restated, ...written].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** Months that were over when their source brought other numbers for them. */
async function restatements(scope: Scope, { from, to }: Period): Promise<Annotation[]> {
  // What a provider restated is told of the whole bill.
  if (scope.rows !== null) return [];
  const months = [...(await restatedMonths(scope))].map(([key, restated]) => {
    const [sourceId = "", month = "", currency = ""] = key.split(" ");
    return { sourceId, month, currency, ...restated };
  });
  const touching = months.filter(({ month }) => month < to && monthOf(month).to > from);
  if (touching.length === 0) return [];
  const sources = await rowsOf<{ id: string; name: string }>(
    sql`select id, name from source where workspace_id = ${scope.workspaceId}::uuid`,
  );
  const names = new Map(sources.map(({ id, name }) => [id, name]));
  return touching.map(({ sourceId, month, currency, change, times, at }): Annotation => {
    return {
      kind: "restated",
      id: `${sourceId} ${month} ${currency}`,
      day: month > from ? month : from,
      through: addDays(monthOf(month).to < to ? monthOf(month).to : to, -1),
      source: names.get(sourceId) ?? "",
      change: { amount: change, currency },
      times,
      at,
    };
  });
}
