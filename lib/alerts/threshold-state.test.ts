import { describe, expect, it } from "vitest";
import type { ShownVerdict } from "../budgets/list";
import type { Threshold } from "../budgets/threshold";
import type { AlertSummary } from "./list";
import { thresholdStates } from "./threshold-state";

const spent: Threshold = { kind: "actual", unit: "percent", value: "80" };
const expected: Threshold = { kind: "forecast", unit: "amount", value: "120" };
const likely: Threshold = { kind: "probability", unit: "percent", value: "90" };

const verdict = (actual: string, forecast: string | null, more: object = {}) => {
  const figures = { amount: "100", actual, forecast: forecast && { amount: forecast }, probability: null };
  return {
    period: { from: "2026-11-01", to: "2026-12-01" },
    ended: false,
    figures,
    ...more,
  } as unknown as ShownVerdict;
};
const alert = (state: string, more: object = {}) =>
  ({ id: "1", threshold: "actual percent 80", from: "2026-11-01", state, endedAt: null, ...more }) as AlertSummary;
const of = (thresholds: Threshold[], own: ShownVerdict | null, alerts: AlertSummary[] = []) =>
  thresholdStates(thresholds, own, alerts).map(({ state, limit, left }) => [state, limit, left]);

describe("how a threshold stands", () => {
  it("is armed with what is left, or waits for a forecast", () => {
    expect(of([spent, expected, likely], verdict("30", "90"))).toEqual([
      ["armed", "80", "50"],
      ["armed", "120", "30"],
      ["armed", null, null],
    ]);
    expect(of([spent, expected, likely], verdict("30", null))).toEqual([
      ["armed", "80", "50"],
      ["waiting", "120", null],
      ["waiting", null, null],
    ]);
    expect(of([spent], null)).toEqual([["unjudged", null, null]]);
  });

  it("says that nobody was told of what was crossed before it was watched", () => {
    const ended = verdict("90", "90", { ended: true });
    expect(of([spent, expected], ended)).toEqual([
      ["before", "80", null],
      ["armed", "120", "30"],
    ]);
    const silent = alert("resolved", { note: "Crossed before this budget watched for it." });
    expect(of([spent], ended, [silent])).toEqual([["before", "80", null]]);
    expect(of([spent], ended, [alert("resolved", { note: null })])).toEqual([["fired", "80", null]]);
  });

  it("does not tell what may come from data that stopped coming", () => {
    expect(of([spent, expected], verdict("90", "130", { state: "unknown" }))).toEqual([
      ["crossed", "80", null],
      ["stale", "120", null],
    ]);
  });

  it("is what became of its alert in this period, or crossed without one", () => {
    const over = verdict("90", "130");
    expect(of([spent, expected], over, [alert("open")])).toEqual([
      ["fired", "80", null],
      ["crossed", "120", null],
    ]);
    expect(of([spent], over, [alert("superseded")])).toEqual([["superseded", "80", null]]);
    expect(of([spent], over, [alert("open", { from: "2026-10-01" })])).toEqual([["crossed", "80", null]]);
    expect(of([spent], verdict("70", null), [alert("retracted", { endedAt: "2026-11-20" })])).toEqual([
      ["armed", "80", "10"],
    ]);
  });
});
