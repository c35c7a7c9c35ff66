import type { ShownVerdict } from "../budgets/list";
import { type Threshold, thresholdKey } from "../budgets/threshold";
import type { Figures } from "../budgets/verdict";
import { Money, plain } from "../focus/money";
import { isCrossed, limitOf } from "./crossing";
import type { AlertSummary } from "./list";
import { CROSSED_BEFORE } from "./step";

/** How a threshold stands in a period. */
export type ThresholdState = {
  key: string;
  threshold: Threshold;
  /** The money it stands at; null of a run rate or a probability, which stand at none of their own. */
  limit: string | null;
  state: "fired" | "superseded" | "crossed" | "before" | "armed" | "waiting" | "stale" | "unjudged";
  /** What was said when it was crossed. */
  alert: Pick<AlertSummary, "id" | "state" | "openedAt"> | null;
  /** What can still be spent before an actual threshold is reached, or expected before a forecast one is. */
  left: string | null;
};

/**
 * Thresholds in the order of the budget. `waiting` is one of what may come while there is no forecast, `unjudged` one
 * without any figures, `stale` one while charges have stopped coming; `before` was crossed in a period that had ended when
 * it was set, so that nobody was told; `crossed` holds without an alert because it is judged in a moment.
 */
export function thresholdStates(
  thresholds: Threshold[],
  verdict: ShownVerdict | null,
  alerts: AlertSummary[],
): ThresholdState[] {
  return thresholds.map((threshold): ThresholdState => {
    const key = thresholdKey(threshold);
    const alert = alerts.find((each) => each.threshold === key && each.from === verdict?.period.from) ?? null;
    return {
      key,
      threshold,
      ...moneyOf(threshold, verdict?.figures ?? null),
      alert: alert && { id: alert.id, state: alert.state, openedAt: alert.openedAt },
      state: stateOf({ threshold, verdict, alert }),
    };
  });
}

function moneyOf(threshold: Threshold, figures: Figures | null): Pick<ThresholdState, "limit" | "left"> {
  const isMoney = threshold.kind === "actual" || threshold.kind === "forecast";
  if (!figures || !isMoney) return { limit: null, left: null };
  const limit = limitOf(threshold, new Money(figures.amount));
  const measured = threshold.kind === "actual" ? figures.actual : figures.forecast?.amount;
  const left = measured === undefined ? null : limit.minus(measured);
  return { limit: plain(limit), left: left?.gt(0) ? plain(left) : null };
}

type Case = { threshold: Threshold; verdict: ShownVerdict | null; alert: AlertSummary | null };

function stateOf({ threshold, verdict, alert }: Case): ThresholdState["state"] {
  if (alert && alert.endedAt === null) return toldState(alert);
  const figures = verdict?.figures;
  if (!figures) return "unjudged";
  const isActual = threshold.kind === "actual";
  if (verdict.state === "unknown" && !isActual) return "stale";
  if (isCrossed(threshold, figures, verdict.ended)) return verdict.ended ? "before" : "crossed";
  const isKnown = threshold.kind !== "forecast" && threshold.kind !== "probability";
  return isKnown || figures.forecast !== null ? "armed" : "waiting";
}

function toldState({ state, note }: AlertSummary): ThresholdState["state"] {
  if (note === CROSSED_BEFORE) return "before";
  return state === "superseded" ? "superseded" : "fired";
}
