import { z } from "zod";
import { metrics } from "../focus/charge";
import { isDay } from "../focus/period";
import { type Dimension, fixedDimensions, grains, operators } from "./names";

const MOST_GROUPS = 3;
const MOST_CONDITIONS = 20;
const MOST_VALUES = 1000;
const LONGEST_VALUE = 2048;

const day = z.string().refine(isDay, "Use a date such as 2026-11-01.");

const DimensionName = z.custom<Dimension>(
  (name) =>
    typeof name === "string" && (fixedDimensions.some((known) => known === name) || /^tag\..{1,256}$/su.test(name)),
  "Unknown dimension.",
);

export const Condition = z.strictObject({
  dimension: DimensionName,
  operator: z.enum(operators),
  values: z.array(z.string().max(LONGEST_VALUE)).max(MOST_VALUES),
});
export type Condition = z.output<typeof Condition>;

/** `from` is in, `to` is not. */
const Span = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from < to, "The period ends before it starts.");

/** The one way to ask the ledger anything: a page's URL, an API call and a budget's scope are this value. */
export const CostQuery = z.strictObject({
  period: Span,
  grain: z.enum(grains),
  groupBy: z.array(DimensionName).max(MOST_GROUPS),
  where: z.array(Condition).max(MOST_CONDITIONS),
  metric: z.enum(metrics),
  compare: Span.optional(),
});
export type CostQuery = z.output<typeof CostQuery>;
