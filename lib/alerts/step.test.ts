import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PeriodVerdict } from "../budgets/judge";
import type { Threshold } from "../budgets/threshold";
import { thresholdKey } from "../budgets/threshold";
import type { Figures } from "../budgets/verdict";
import { alertStep, type KnownAlert, type Step } from "./step";

const threshold = (kind: Threshold["kind"], value: string, unit: Threshold["unit"] = "percent"): Threshold => {
  return { kind, unit, value };
};
const thresholds = [
  threshold("actual", "50"),
  threshold("actual", "100"),
  threshold("forecast", "100"),
  threshold("probability", "80"),
  threshold("run_rate", "10", "days"),
];

type Numbers = { actual: number; forecast?: number; probability?: number; spentInDays?: number; amount?: number };

function verdict({ actual, forecast, probability, spentInDays, amount = 100 }: Numbers, ended = false): PeriodVerdict {
  const expected = forecast === undefined ? null : String(forecast);
  const figures: Figures = {
    amount: String(amount),
    rolledOver: "0",
    actual: String(actual),
    used: null,
    days: 30,
    elapsedDays: 10,
    expectedByNow: "0",
    aheadOfPace: "0",
    dailyBurn: null,
    forecast: expected === null ? null : { amount: expected, low: expected, high: expected },
    forecastGap: null,
    probability: probability === undefined ? null : String(probability),
    crossedOn: null,
    expectedCrossing: null,
    spentInDays: spentInDays ?? null,
  };
  const period = { from: "2026-06-01", to: "2026-07-01" };
  return { period, name: "June 2026", ended, state: "on_track", reason: "", figures, dataThrough: "2026-06-10" };
}

/** What the database would hold after the step. */
function stored(alerts: KnownAlert[], step: Step, version: string, amount: string): KnownAlert[] {
  const kept = alerts.map((alert): KnownAlert => {
    const end = step.ends.find(({ id }) => id === alert.id);
    if (end) return { ...alert, state: end.state, isEnded: true };
    const calm = step.calms.find(({ id }) => id === alert.id);
    const next = calm ? { ...alert, calmLoads: calm.calmLoads, calmVersion: version } : alert;
    return step.supersedes.includes(alert.id) ? { ...next, state: "superseded" } : next;
  });
  const made = step.opens.map((each): KnownAlert => {
    const key = thresholdKey(each.threshold);
    return {
      id: `${key} ${each.episode}`,
      threshold: key,
      episode: each.episode,
      state: each.state,
      isEnded: false,
      calmLoads: 0,
      calmVersion: null,
      amount,
    };
  });
  return [...kept, ...made];
}

const step = (own: PeriodVerdict, alerts: KnownAlert[] = [], version = "1", more = {}) =>
  alertStep(
    own,
    { alerts, actual: null, isHistory: false, ...more },
    { thresholds, currency: "USD", dataVersion: version },
  );
const spoken = ({ opens }: Step) =>
  opens.filter(({ state }) => state === "open").map(({ threshold: each }) => thresholdKey(each));

describe("a step of alerts", () => {
  it.each<[string, Numbers, string[]]>([
    ["nothing crossed is quiet", { actual: 10, forecast: 60 }, []],
    ["spent outranks what is expected", { actual: 100, forecast: 300, probability: 1 }, ["actual percent 100"]],
    ["what is expected outranks a part that is spent", { actual: 60, forecast: 101 }, ["forecast percent 100"]],
    [
      "a forecast is more certain than a chance",
      { actual: 10, forecast: 101, probability: 0.9 },
      ["forecast percent 100"],
    ],
    ["a chance alone speaks", { actual: 10, forecast: 99, probability: 0.8 }, ["probability percent 80"]],
    ["a pace alone speaks", { actual: 10, forecast: 99, spentInDays: 10 }, ["run_rate days 10"]],
    ["a budget of zero is reached by the first cost", { actual: 0.01, amount: 0 }, ["actual percent 100"]],
    ["and not by none", { actual: 0, amount: 0 }, []],
  ])("%s", (_what, numbers, expected) => {
    expect(spoken(step(verdict(numbers)))).toEqual(expected);
  });

  it("keeps silent about what was over before the budget was set, and about data that stopped coming", () => {
    const history = step(verdict({ actual: 120 }, true), [], "1", { isHistory: true });
    expect(history.opens).toEqual([]);
    expect(spoken(step({ ...verdict({ actual: 10, forecast: 200 }), state: "unknown" }))).toEqual([]);
  });

  it("settles what was expected when the period ends, and leaves what was spent", () => {
    const open = stored([], step(verdict({ actual: 60, forecast: 120 })), "1", "100");
    const { ends } = step(verdict({ actual: 90 }, true), open, "2");
    expect(ends.map(({ threshold: key, note }) => [key, note])).toEqual([
      ["forecast percent 100", "The period ended with $90.00 spent."],
    ]);
  });

  it("resolves rather than retracts when the budget was raised", () => {
    const open = stored([], step(verdict({ actual: 110 })), "1", "100");
    const { ends } = step(verdict({ actual: 110, amount: 500 }), open, "1");
    expect(ends.map(({ state }) => state)).toEqual(["resolved", "superseded"]);
  });

  it("repeats nothing, speaks once for each evaluation, and has one running episode of a threshold", () => {
    const numbers = fc.record({
      actual: fc.integer({ min: -20, max: 150 }),
      forecast: fc.integer({ min: 0, max: 200 }),
      probability: fc.constantFrom(0, 0.5, 0.79, 0.8, 1),
      spentInDays: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(numbers, fc.boolean()), { minLength: 1, maxLength: 12 }), (loads) => {
        let alerts: KnownAlert[] = [];
        for (const [index, [given, ended]] of loads.entries()) {
          const { spentInDays, ...rest } = given;
          const own = verdict(spentInDays === undefined ? rest : { ...rest, spentInDays }, ended);
          const made = step(own, alerts, String(index));
          expect(spoken(made).length).toBeLessThanOrEqual(1);
          alerts = stored(alerts, made, String(index), "100");
          const running = alerts.filter(({ isEnded }) => !isEnded).map(({ threshold: key }) => key);
          expect(new Set(running).size).toBe(running.length);
          expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
          const again = step(own, alerts, String(index));
          expect([again.opens, again.ends, again.supersedes]).toEqual([[], [], []]);
          expect(stored(alerts, again, String(index), "100")).toEqual(alerts);
        }
      }),
      { numRuns: 60 },
    );
  });
});
