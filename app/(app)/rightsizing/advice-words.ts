import type { State } from "@/components/ui/status";
import type { PriceOrigin } from "@/lib/rightsizing/engine/judged";
import type { ShownSaving } from "@/lib/rightsizing/list/card";
import type { Action, AdviceState, Confidence, Effort, OURS } from "@/lib/rightsizing/words";
import type { AdviceSource } from "@/lib/sources/advice";

/** The colour that goes with a state; the word is the domain's. */
export const stateColors: Record<AdviceState, State> = {
  open: "unknown",
  in_progress: "warn",
  done: "unknown",
  dismissed: "unknown",
  snoozed: "unknown",
  expired: "unknown",
  verified: "good",
  failed: "bad",
};

export const effortWords: Record<Effort, string> = {
  very_low: "Very low",
  low: "Low",
  medium: "Medium",
  high: "High",
};

export const confidenceWords: Record<Confidence, string> = { low: "Low", medium: "Medium", high: "High" };

const risks = ["None", "Very low", "Low", "Medium", "High"];

/** "Low (2 of 4)" */
export function riskWord(risk: number): string {
  return risks[risk] ?? `${risk}`;
}

/** Of a purchase no machine gets slower, and still it is not without risk. */
export function riskOf({ action, risk }: { action: Action; risk: number }): string {
  return action === "buy_commitment" ? "Binding" : riskWord(risk);
}

export const originWords: Record<PriceOrigin, string> = {
  paid: "at what this account pays",
  paid_elsewhere: "at what another account of yours pays",
  list_price: "at list price: the bill shows no rate of its own",
  provider: "as the provider states it",
  unknown: "without a known rate",
};

const sourceNames: Record<AdviceSource | typeof OURS, string> = {
  outlay: "Outlay",
  "cost-optimization-hub": "Cost Optimization Hub",
  "compute-optimizer": "Compute Optimizer",
  "cost-explorer-rightsizing": "Cost Explorer",
  "savings-plans-advice": "Savings Plans advice",
  "reservation-advice": "Reservation advice",
};

export function sourceName(source: string): string {
  return sourceNames[source as keyof typeof sourceNames] ?? source;
}

/** What somebody did, as the history tells it. */
const eventWords: Record<string, string> = {
  opened: "Found",
  started: "Started",
  assigned: "Assigned",
  done: "Marked as done",
  dismissed: "Dismissed",
  snoozed: "Snoozed",
  reopened: "Opened again",
  ticket: "Ticket",
  commented: "Comment",
  expired: "Expired",
  verified: "Verified on the bill",
  failed: "Not seen on the bill",
  measured: "Measured",
  not_measurable: "Cannot be measured",
};

export function eventWord(kind: string): string {
  return eventWords[kind] ?? kind.replaceAll("_", " ");
}

/** What an entry of the savings ledger rests on. */
export const basisWords: Record<ShownSaving["basis"], string> = {
  estimate: "Estimate",
  days_7: "After 7 days",
  days_30: "After 30 days",
};
