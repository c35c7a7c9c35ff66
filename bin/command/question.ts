import type { Command, Input } from "./command";

/** The options of a question and the parameters of a URL that they stand for. */
const names = {
  from: "from",
  to: "to",
  "group-by": "groupBy",
  granularity: "granularity",
  metric: "metric",
  currency: "currency",
} as const;

export const questionOptions: NonNullable<Command["options"]> = {
  ...Object.fromEntries(Object.keys(names).map((name) => [name, { type: "string" }] as const)),
  where: { type: "string", multiple: true },
};

export const questionHelp = [
  "  --group-by A,B     up to three of provider, billingAccount, subAccount, service, serviceCategory, region,",
  "                     resource, resourceType, sku, chargeCategory, commitment, source, tag.<key>",
  "  --granularity G    hour, day, week, month, quarter, year or total (default total)",
  "  --metric M         billed, effective, list or contracted (default billed)",
  "  --currency C       converts what has exchange rates into this currency, such as EUR",
  "  --where CONDITION  dimension:operator:value, such as service:in:Amazon EC2,Amazon S3; may be repeated",
];

/** A question as its URL would put it. */
export function questionParams(input: Input): URLSearchParams {
  const params = new URLSearchParams({ granularity: input.text("granularity") ?? "total" });
  for (const [option, name] of Object.entries(names)) {
    const text = input.text(option);
    if (text !== undefined) params.set(name, text);
  }
  for (const condition of input.texts("where")) params.append("where", condition);
  return params;
}
