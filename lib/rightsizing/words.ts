/** What a look at a resource can come to: exactly one of these, by the first that applies. */
export const verdicts = [
  "skipped",
  "idle",
  "stopped",
  "unattached",
  "unused",
  "outdated",
  "under_provisioned",
  "over_provisioned",
  "previous_generation",
  "runs_at_night",
  "other_architecture",
  "no_lifecycle",
  "costs_without_usage",
  "new_region",
  "not_covered",
  "commitment_idle",
  "commitment_ends",
  "dear_storage",
  "dear_traffic",
  "provider_advice",
  "optimal",
] as const;
export type Verdict = (typeof verdicts)[number];

export const verdictLabels = {
  skipped: "Skipped",
  idle: "Idle",
  stopped: "Stopped, still costs",
  unattached: "Unattached",
  unused: "Unused",
  outdated: "Outdated",
  under_provisioned: "Too small",
  over_provisioned: "Larger than needed",
  previous_generation: "Previous generation",
  runs_at_night: "Runs at night",
  other_architecture: "Cheaper on Graviton",
  no_lifecycle: "No lifecycle rules",
  costs_without_usage: "Costs without usage",
  new_region: "New region",
  not_covered: "Not covered by a commitment",
  commitment_idle: "Commitment not used",
  commitment_ends: "Commitment ends",
  dear_storage: "Expensive storage class",
  dear_traffic: "Expensive traffic",
  provider_advice: "Provider's advice",
  optimal: "Optimal",
} as const satisfies Record<Verdict, string>;

/** What to do. Actions of one class exclude each other; see conflicts.ts. */
export const actions = [
  "delete",
  "stop",
  "rightsize",
  "change_generation",
  "migrate_to_graviton",
  "change_storage",
  "schedule",
  "add_lifecycle",
  "scale_in",
  "buy_commitment",
  "review",
] as const;
export type Action = (typeof actions)[number];

export const actionLabels = {
  delete: "Delete",
  stop: "Stop",
  rightsize: "Change size",
  change_generation: "Change generation",
  migrate_to_graviton: "Move to Graviton",
  change_storage: "Change storage",
  schedule: "Switch off at night",
  add_lifecycle: "Add lifecycle rules",
  scale_in: "Scale in",
  buy_commitment: "Buy a commitment",
  review: "Review",
} as const satisfies Record<Action, string>;

export const states = ["open", "in_progress", "done", "dismissed", "snoozed", "expired", "verified", "failed"] as const;
export type AdviceState = (typeof states)[number];

export const stateLabels = {
  open: "Open",
  in_progress: "In progress",
  done: "Done, not measured yet",
  dismissed: "Dismissed",
  snoozed: "Snoozed",
  expired: "Expired",
  verified: "Verified on the bill",
  failed: "Not seen on the bill",
} as const satisfies Record<AdviceState, string>;

export const efforts = ["very_low", "low", "medium", "high"] as const;
export type Effort = (typeof efforts)[number];

export const confidences = ["low", "medium", "high"] as const;
export type Confidence = (typeof confidences)[number];

/** Our own engine's name, beside those of the providers. */
export const OURS = "outlay";

/** A month is thirty days of 24 hours in all advice, so that figures can be compared. */
export const MONTH_DAYS = 30;
export const MONTH_HOURS = 24 * MONTH_DAYS;
