import { describe, expect, it } from "vitest";
import { Threshold, Thresholds } from "./threshold";

const sentence = (made: { success: boolean; error?: { issues: { message: string }[] } }) =>
  made.success ? "" : made.error?.issues[0]?.message;

describe("a threshold", () => {
  it.each([
    ["actual", "percent", "80", ""],
    ["actual", "amount", "5000.50", ""],
    ["forecast", "percent", "100", ""],
    ["forecast", "amount", "1", ""],
    ["probability", "percent", "80", ""],
    ["run_rate", "days", "10", ""],
    ["actual", "percent", "0", "A threshold is above zero."],
    ["actual", "percent", "-5", "Use a number such as 80."],
    ["actual", "percent", "1001", "A percentage of the budget is at most 1000."],
    ["actual", "days", "5", "Only a run-rate threshold is set in days."],
    ["probability", "percent", "100", "A probability is a percentage below 100."],
    ["probability", "amount", "50", "A probability is a percentage below 100."],
    ["run_rate", "days", "2.5", "A run-rate threshold is a number of days from 1 to 90."],
    ["run_rate", "percent", "10", "A run-rate threshold is a number of days from 1 to 90."],
    ["spent", "percent", "10", "Use actual, forecast, probability or run_rate."],
  ])("of %s in %s at %s: %s", (kind, unit, value, problem) => {
    expect(sentence(Threshold.safeParse({ kind, unit, value }))).toBe(problem);
  });

  it("is one of ten at most, and each is set once", () => {
    const several = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ kind: "actual", unit: "percent", value: String(index + 1) }));
    expect(sentence(Thresholds.safeParse(several(10)))).toBe("");
    expect(sentence(Thresholds.safeParse(several(11)))).toBe("A budget has at most 10 thresholds.");
    expect(sentence(Thresholds.safeParse([...several(1), { ...several(1)[0], value: "1.0" }]))).toBe(
      "Each threshold is set once.",
    );
  });
});
