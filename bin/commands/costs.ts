import { dayOf } from "../../lib/focus/period";
import type { CostAnswer, CostAnswers } from "../../lib/query/answer";
import { costsBody, costsTag } from "../../lib/query/costs-body";
import { askCosts } from "../../lib/query/run";
import type { CostQuery } from "../../lib/query/spec";
import { queryFromUrl } from "../../lib/query/url";
import type { Command, Input } from "../command/command";
import { count, tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--from DAY] [--to DAY] [--group-by A,B] [--granularity G] [--metric M] [--where CONDITION]",
  help: [
    "Asks what was spent; the answer is the same as that of GET /api/v1/costs, exact to the last digit.",
    "",
    "  --from DAY         the first day, such as 2026-10-01 (default: 90 days ago)",
    "  --to DAY           the day after the last one (default: tomorrow)",
    "  --group-by A,B     up to three of provider, billingAccount, subAccount, service, serviceCategory, region,",
    "                     resource, resourceType, sku, chargeCategory, commitment, source, tag.<key>",
    "  --granularity G    hour, day, week, month, quarter, year or total (default total)",
    "  --metric M         billed, effective, list or contracted (default billed)",
    "  --where CONDITION  dimension:operator:value, such as service:in:Amazon EC2,Amazon S3; may be repeated",
  ],
  options: {
    from: { type: "string" },
    to: { type: "string" },
    "group-by": { type: "string" },
    granularity: { type: "string" },
    metric: { type: "string" },
    where: { type: "string", multiple: true },
  },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const query = queryFromUrl(paramsOf(input), dayOf(now));
    const asked = await askCosts(scope, query);
    const body = await costsBody(scope, query, await costsTag(scope, query));
    return { lines: answerLines(asked, query), json: JSON.parse(body) };
  },
};

function paramsOf(input: Input): URLSearchParams {
  const params = new URLSearchParams({ granularity: input.text("granularity") ?? "total" });
  const names = { from: "from", to: "to", metric: "metric", "group-by": "groupBy" };
  for (const [option, name] of Object.entries(names)) {
    const text = input.text(option);
    if (text !== undefined) params.set(name, text);
  }
  for (const condition of input.texts("where")) params.append("where", condition);
  return params;
}

function answerLines(asked: CostAnswers, query: CostQuery): string[] {
  const { period, metric } = query;
  const title = `${metric} cost from ${period.from} until before ${period.to}`;
  const through = asked.dataThrough ? `data through ${asked.dataThrough}` : "no data";
  if (asked.answers.length === 0) return [`${title}: no charges (${through}).`];
  return [`${title} (${through})`, ...asked.answers.flatMap((answer) => ["", ...amountLines(answer, asked, query)])];
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
