import type { AlertSummary } from "@/lib/alerts/list";

export type AlertsParams = Record<string, string | string[] | undefined>;

export const shows = ["open", "acknowledged", "snoozed", "resolved", "all"] as const;
export type Show = (typeof shows)[number];

/** Which alerts are shown; of one budget where the address names one. */
export type AlertsView = { show: Show; budgetId: string | null };

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function viewOf(params: AlertsParams): AlertsView {
  const [state, budget = ""] = [params.state, params.budget].map((value) => [value].flat()[0]);
  return { show: shows.find((name) => name === state) ?? "open", budgetId: UUID.test(budget) ? budget : null };
}

export function alertsHref({ show, budgetId }: AlertsView): string {
  const params = new URLSearchParams();
  if (show !== "open") params.set("state", show);
  if (budgetId) params.set("budget", budgetId);
  return params.size > 0 ? `/alerts?${params}` : "/alerts";
}

/** An alert that was taken back is settled as well. */
export function isShown({ state }: AlertSummary, show: Show): boolean {
  if (show === "all") return true;
  return show === "resolved" ? state === "resolved" || state === "retracted" : state === show;
}
