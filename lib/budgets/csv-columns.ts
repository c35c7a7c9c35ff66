/** The columns of a file of budgets, beside those of a plan, which are named by their first day. */
export const csvColumns = [
  "name",
  "parent",
  "currency",
  "every",
  "amount",
  "metric",
  "where",
  "exclude",
  "owner",
  "recipients",
  "escalation",
  "thresholds",
  "starts_on",
  "ends_on",
  "time_zone",
  "rolls_over",
] as const;
export type CsvColumn = (typeof csvColumns)[number];
