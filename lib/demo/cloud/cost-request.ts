import { z } from "zod";
import { invalidRequest } from "./aws-error";
import { type DimensionReader, dimensionReader, tagReader } from "./dimensions";
import { Expression } from "./filter";

export const costMetrics = [
  "UnblendedCost",
  "AmortizedCost",
  "NetUnblendedCost",
  "NetAmortizedCost",
  "BlendedCost",
  "UsageQuantity",
] as const;
export type CostMetric = (typeof costMetrics)[number];

const TimePeriod = z.object({ Start: z.string(), End: z.string() });
const GroupDefinition = z.object({
  Type: z.enum(["DIMENSION", "TAG", "COST_CATEGORY"]).default("DIMENSION"),
  Key: z.string(),
});
export type GroupDefinition = z.output<typeof GroupDefinition>;

export const CostRequest = z.object({
  TimePeriod,
  Granularity: z.enum(["DAILY", "MONTHLY", "HOURLY"]),
  Metrics: z.array(z.string()).min(1),
  GroupBy: z.array(GroupDefinition).optional(),
  Filter: Expression.optional(),
  NextPageToken: z.string().optional(),
});
export type CostRequest = z.output<typeof CostRequest>;

export const ValuesRequest = z.object({
  TimePeriod,
  Dimension: z.string(),
  Context: z.string().optional(),
  SearchString: z.string().optional(),
  Filter: Expression.optional(),
  SortBy: z.array(z.object({ Key: z.string(), SortOrder: z.enum(["ASCENDING", "DESCENDING"]).optional() })).optional(),
  MaxResults: z.number().int().min(1).max(1000).optional(),
  NextPageToken: z.string().optional(),
});
export type ValuesRequest = z.output<typeof ValuesRequest>;

/** Reads a request body, or refuses it the way AWS words a broken constraint. */
export function readRequest<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    ({ path, message }) => `Value at '${path.map(String).join(".")}' failed to satisfy constraint: ${message}`,
  );
  throw invalidRequest(`${issues.length} validation error(s) detected: ${issues.join("; ")}`);
}

export function metricsOf(names: string[]): CostMetric[] {
  return names.map((name) => {
    // AWS takes both spellings, "UnblendedCost" and "UNBLENDED_COST".
    const plain = name.replaceAll("_", "").toLowerCase();
    const metric = costMetrics.find((each) => each.toLowerCase() === plain);
    if (!metric) throw invalidRequest(`${name} is not a valid metric. Valid values are: ${costMetrics.join(", ")}`);
    return metric;
  });
}

export function groupReaders(groups: readonly GroupDefinition[]): DimensionReader[] {
  if (groups.length > 2) throw invalidRequest("The maximum number of group by definitions is 2.");
  return groups.map(({ Type, Key }) => {
    if (Type === "DIMENSION") return dimensionReader(Key, "group");
    if (Type === "TAG") return tagReader(Key);
    return () => `${Key}$`;
  });
}
