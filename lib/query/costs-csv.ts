import type { CostAnswer, CostAnswers } from "./answer";
import { csvRecord } from "./csv-cell";
import { inOrder } from "./row-order";
import type { CostQuery } from "./spec";

/** Tells spreadsheets that the text is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

const RECORDS_A_CHUNK = 500;

/**
 * An answer as csv, row by row what was asked: exact amounts with their currency, ISO dates, ids with their newest
 * names beside them. With a comparison each row says which of the two periods it is of.
 */
export function* costsCsv(asked: CostAnswers, query: CostQuery): Generator<string> {
  const { groupBy, compare, metric } = query;
  const named = groupBy.filter((dimension) => asked.labels[dimension]);
  const names = groupBy.flatMap((dimension) => [dimension, ...(named.includes(dimension) ? [`${dimension}Name`] : [])]);
  yield csvRecord([...(compare ? ["span"] : []), "from", "to", "period", ...names, "currency", "metric", "amount"]);

  const spans = [
    { name: "asked", period: query.period, answers: asked.answers },
    ...(compare ? [{ name: "compared", period: compare, answers: asked.compared ?? [] }] : []),
  ];
  for (const { name, period, answers } of spans) {
    const start = [...(compare ? [name] : []), period.from, period.to];
    for (const answer of answers) yield* recordsOf(answer, start, query, asked.labels, metric);
  }
}

function* recordsOf(
  { currency, rows }: CostAnswer,
  start: string[],
  { groupBy }: CostQuery,
  labels: CostAnswers["labels"],
  metric: string,
): Generator<string> {
  const ordered = inOrder(rows);
  for (let at = 0; at < rows.length; at += RECORDS_A_CHUNK) {
    const records = ordered.slice(at, at + RECORDS_A_CHUNK).map(({ bucket, keys, amount }) => {
      const cells = groupBy.flatMap((dimension) => {
        const value = keys[dimension] ?? null;
        const known = labels[dimension];
        return known ? [value, value === null ? null : (known[value] ?? null)] : [value];
      });
      return csvRecord([...start, bucket, ...cells, currency, metric, amount]);
    });
    yield records.join("");
  }
}
