import type { Budget } from "../budgets/budget";
import type { Course } from "../budgets/course";
import type { Drivers } from "../budgets/drivers";
import type { PeriodVerdict } from "../budgets/judge";
import { type Threshold, thresholdKey } from "../budgets/threshold";
import type { Figures } from "../budgets/verdict";
import type { Day, Period } from "../focus/period";
import type { Labels } from "../query/labels";

/** What was known when an alert fired: all that a message needs, so that whoever writes it asks nothing again. */
export type AlertEvidence = {
  budget: Pick<
    Budget,
    "id" | "name" | "where" | "metric" | "includes" | "currency" | "timeZone" | "owner" | "escalation"
  >;
  period: Period & { name: string; ended: boolean };
  threshold: Threshold & { key: string };
  state: PeriodVerdict["state"];
  reason: string;
  figures: Figures;
  /** Null for alerts that no message is sent for, and until they are found. */
  drivers: Drivers | null;
  /** What a chart draws; null for alerts that no message is sent for. */
  course?: Course | null;
  /** The biggest saving that is open in the scope of the budget. */
  saving?: { what: string; monthly: string; path: string } | null;
  /** What the ids in the scope of the budget are called. */
  names?: Labels;
  dataThrough: Day | null;
  dataVersion: string;
  evaluatedAt: string;
};

/** How a budget stands when an alert about it does not hold any more, and why it does not. */
export type Correction = Pick<AlertEvidence, "reason" | "state" | "dataThrough" | "evaluatedAt"> & {
  note: string;
  /** Null where there is nothing left to compare. */
  figures: Figures | null;
};

type Known = {
  budget: Budget;
  verdict: PeriodVerdict;
  threshold: Threshold;
  course: Course | null;
};

export function evidenceOf(
  { budget, verdict, threshold, course }: Known,
  dataVersion: string,
  now: Date,
): AlertEvidence {
  const { id, name, where, metric, includes, currency, timeZone, owner, escalation } = budget;
  const { figures, period, ended, state, reason, dataThrough } = verdict;
  if (figures === null) throw new Error(`An alert of ${name} without figures.`);
  return {
    budget: { id, name, where, metric, includes, currency, timeZone, owner, escalation },
    period: { ...period, name: verdict.name, ended },
    threshold: { ...threshold, key: thresholdKey(threshold) },
    state,
    reason,
    figures,
    drivers: null,
    course,
    saving: null,
    dataThrough,
    dataVersion,
    evaluatedAt: now.toISOString(),
  };
}
