import { dayOf } from "../../lib/focus/period";
import type { CostAnswer, CostAnswers } from "../../lib/query/answer";
import { costsBody, costsTag } from "../../lib/query/costs-body";
import { askCosts } from "../../lib/query/run";
import type { CostQuery } from "../../lib/query/spec";
import { queryFromUrl } from "../../lib/query/url";
import type { Command } from "../command/command";
import { questionHelp, questionOptions, questionParams } from "../command/question";
import { count, tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--from DAY] [--to DAY] [--group-by A,B] [--granularity G] [--metric M] [--currency C] [--where CONDITION]",
  help: [
    "Asks what was spent; the answer is the same as that of GET /api/v1/costs, exact to the last digit.",
    "",
    "  --from DAY         the first day, such as 2026-10-01 (default: 90 days ago)",
    "  --to DAY           the day after the last one (default: tomorrow)",
    ...questionHelp,
  ],
  options: questionOptions,
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const query = queryFromUrl(questionParams(input), dayOf(now));
    const asked = await askCosts(scope, query);
    const body = await costsBody(scope, query, await costsTag(scope, query));
    return { lines: answerLines(asked, query), json: JSON.parse(body) };
  },
};

function answerLines(asked: CostAnswers, query: CostQuery): string[] {
  const { period, metric } = query;
  const title = `${metric} cost from ${period.from} until before ${period.to}`;
  const through = asked.dataThrough ? `data through ${asked.dataThrough}` : "no data";
  if (asked.answers.length === 0) return [`${title}: no charges (${through}).`];
  return [
    `${title} (${through})`,
    ...asked.answers.flatMap((answer) => ["", ...amountLines(answer, asked, query)]),
    ...conversionLines(asked.conversion),
  ];
}

function conversionLines(conversion: CostAnswers["conversion"]): string[] {
  if (!conversion) return [];
  const { to, converted, apart } = conversion;
  return [
    ...converted.map(({ currency, days, earlier }) => {
      const old = earlier > 0 ? `, ${earlier} of them with an earlier one` : "";
      return `${currency} converted to ${to} with the rate of each day: ${count(days, "day")}${old}.`;
    }),
    ...apart.map(({ currency, days, first }) => {
      return `${currency} stays apart: no rate to ${to} for ${count(days, "day")}, the first ${first}.`;
    }),
  ];
}

function amountLines({ currency, rows, total, missing }: CostAnswer, { labels }: CostAnswers, query: CostQuery) {
  const isPlain = query.groupBy.length === 0 && query.grain === "total";
  const bucket = query.grain === "total" ? [] : [query.grain];
  const cells = rows.map(({ bucket: start, keys, amount }) => [
    ...(query.grain === "total" ? [] : [start ?? ""]),
    ...query.groupBy.map((dimension) => named(labels[dimension], keys[dimension])),
    amount,
  ]);
  const table = isPlain ? [] : tableLines([...bucket, ...query.groupBy, `>${currency}`], cells);
  const gap = `${count(missing, "charge")} without a ${query.metric} cost: the sum is incomplete by them.`;
  return [...table, `total ${total} ${currency}`, ...(missing > 0 ? [gap] : [])];
}

function named(labels: Record<string, string> | undefined, key: string | null | undefined): string {
  if (key === null || key === undefined) return "(none)";
  const label = labels?.[key];
  return label && label !== key ? `${label} (${key})` : key;
}
