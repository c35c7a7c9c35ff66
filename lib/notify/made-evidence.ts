import type { AlertEvidence } from "../alerts/evidence";

/** What is known of a budget that is over, for tests. */
export function madeEvidence(changes: Partial<AlertEvidence> = {}): AlertEvidence {
  return {
    budget: {
      id: "5d6a2c1e-3f5b-4b0e-9a77-3f2d0c9d1b11",
      name: "payments",
      where: [{ dimension: "tag.team", operator: "eq", values: ["payments"] }],
      metric: "effective",
      includes: { credits: true, tax: false, refunds: true, support: false },
      currency: "USD",
      timeZone: "UTC",
      owner: null,
      escalation: null,
    },
    period: { from: "2026-11-01", to: "2026-12-01", name: "November 2026", ended: false },
    threshold: { kind: "actual", unit: "percent", value: "100", key: "actual percent 100" },
    state: "over",
    reason: "Spent $11,240.18 of $10,000.00 (112 %) after 21 of 30 days: $1,240.18 over.",
    figures: {
      amount: "10000",
      rolledOver: "0",
      actual: "11240.18",
      used: "1.124018",
      days: 30,
      elapsedDays: 21,
      expectedByNow: "7000",
      aheadOfPace: "4240.18",
      dailyBurn: "620",
      forecast: { amount: "14902.4", low: "14210", high: "15630.2" },
      forecastGap: null,
      probability: "0.9999",
      crossedOn: "2026-11-19",
      expectedCrossing: null,
      spentInDays: null,
    },
    drivers: {
      basis: "actual",
      overrun: "1240.18",
      drivers: [
        {
          service: "Amazon Virtual Private Cloud",
          account: "payments-prod",
          amount: "1010.1",
          share: "0.8145",
          now: "1500.3",
          before: "210.2",
          firstSeen: "2026-11-09",
          causes: [{ cause: "quantity", amount: "1290.1" }],
        },
        {
          service: "<b>Databases & more</b>",
          account: null,
          amount: "140.03",
          share: "0.1129",
          now: "3500.3",
          before: "3210.2",
          firstSeen: "2025-09-01",
        },
      ],
      rest: { amount: "90.05", contributors: 14 },
    },
    dataThrough: "2026-11-21",
    dataVersion: "4",
    evaluatedAt: "2026-11-22T06:10:00.000Z",
    ...changes,
  };
}
