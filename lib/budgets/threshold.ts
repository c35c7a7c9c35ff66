import { z } from "zod";
import { Money } from "../focus/money";

const MOST = 10;

/**
 * When to speak up: at what was spent, at what the period is expected to cost, at how likely it ends over the amount,
 * or when the pace of the last days spends it within so many days.
 */
export const Threshold = z
  .strictObject({
    kind: z.enum(["actual", "forecast", "probability", "run_rate"], "Use actual, forecast, probability or run_rate."),
    unit: z.enum(["percent", "amount", "days"], "Use percent, amount or days.").default("percent"),
    value: z
      .string()
      .trim()
      .regex(/^\d{1,15}(\.\d{1,10})?$/, "Use a number such as 80.")
      .refine((text) => Number(text) > 0, "A threshold is above zero.")
      .transform((text) => new Money(text).toFixed()),
  })
  .superRefine(({ kind, unit, value }, context) => {
    const problem = misfit(kind, unit, value);
    if (problem) context.addIssue({ code: "custom", path: ["value"], message: problem });
  });
export type Threshold = z.output<typeof Threshold>;

export const Thresholds = z
  .array(Threshold)
  .max(MOST, `A budget has at most ${MOST} thresholds.`)
  .refine((all) => new Set(all.map(thresholdKey)).size === all.length, "Each threshold is set once.");

/** What most owners want: a word in time, one when it is spent, and one when it is expected to be. */
export const usualThresholds: Threshold[] = [
  { kind: "actual", unit: "percent", value: "80" },
  { kind: "actual", unit: "percent", value: "100" },
  { kind: "forecast", unit: "percent", value: "100" },
];

/** Names a threshold by what it says, so that its alerts stay its own when a budget is edited or imported again. */
export function thresholdKey({ kind, unit, value }: Threshold): string {
  return `${kind} ${unit} ${value}`;
}

/** "80 % spent", "$5,000.00 expected by the end", "over with a probability of 80 %". */
export function thresholdText({ kind, unit, value }: Threshold, amountText: (amount: string) => string): string {
  const at = unit === "percent" ? `${value} %` : unit === "amount" ? amountText(value) : `${value} days`;
  switch (kind) {
    case "actual":
      return `${at} spent`;
    case "forecast":
      return `${at} expected by the end`;
    case "probability":
      return `over with a probability of ${at}`;
    case "run_rate":
      return `spent within ${at} at the latest pace`;
  }
}

/** The threshold that a key names, or null for one that was never written by this version. */
export function thresholdNamed(key: string): Threshold | null {
  const [kind, unit, value] = key.split(" ");
  const read = Threshold.safeParse({ kind, unit, value });
  return read.success ? read.data : null;
}

function misfit(kind: Threshold["kind"], unit: Threshold["unit"], value: string): string | null {
  const number = Number(value);
  if (kind === "run_rate") {
    const fits = unit === "days" && Number.isInteger(number) && number <= 90;
    return fits ? null : "A run-rate threshold is a number of days from 1 to 90.";
  }
  if (unit === "days") return "Only a run-rate threshold is set in days.";
  if (kind === "probability") {
    const fits = unit === "percent" && number < 100;
    return fits ? null : "A probability is a percentage below 100.";
  }
  return unit === "percent" && number > 1000 ? "A percentage of the budget is at most 1000." : null;
}
