import type { AlertEvidence } from "../alerts/evidence";
import type { Driver } from "../budgets/drivers";
import { sampleEvidence } from "./sample";

const NAMES: Pick<Driver, "service" | "account">[] = [
  { service: "Amazon Virtual Private Cloud", account: "payments-prod" },
  { service: "<b>Databases & more</b>", account: null },
];

/** What is known of a budget that is over, for tests: the sample with names of its own, one of them hostile. */
export function madeEvidence(changes: Partial<AlertEvidence> = {}): AlertEvidence {
  const { course: _course, ...sample } = sampleEvidence(new Date("2026-11-22T06:10:00.000Z"));
  const { budget, drivers } = sample;
  return {
    ...sample,
    budget: {
      ...budget,
      id: "5d6a2c1e-3f5b-4b0e-9a77-3f2d0c9d1b11",
      name: "payments",
      where: [{ dimension: "tag.team", operator: "eq", values: ["payments"] }],
      includes: { credits: true, tax: false, refunds: true, support: false },
    },
    drivers: drivers && { ...drivers, drivers: drivers.drivers.map((each, at) => ({ ...each, ...NAMES[at] })) },
    dataVersion: "4",
    ...changes,
  };
}
