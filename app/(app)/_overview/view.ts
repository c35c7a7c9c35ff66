import type { Scope } from "@/lib/auth/scope";
import type { Metric } from "@/lib/focus/charge";
import { metrics } from "@/lib/focus/charge";
import { BILLING } from "@/lib/query/names";
import type { Frame } from "@/lib/query/overview/frame";

export type OverviewParams = Record<string, string | string[] | undefined>;

/** What every panel is told: who asks, which days, which cost, and which currency was chosen, if any. */
export type Seen = { scope: Scope; frame: Frame; metric: Metric; currency: string | undefined };

/** Unknown values in the address fall back to the usual view. */
export function viewOf(
  params: OverviewParams,
  reporting: string | null,
): Pick<Seen, "metric" | "currency"> & { asked: string | null } {
  const metric = metrics.find((name) => name === params.metric) ?? "billed";
  const [currency = "", show = ""] = [params.currency, params.show].map((value) => [value].flat().at(-1));
  const asked = /^[A-Z]{3}$/.test(currency) ? currency : currency === BILLING ? null : reporting;
  return { metric, asked, currency: /^[A-Z]{3}$/.test(show) ? show : (asked ?? undefined) };
}

/** The entry in the chosen currency; without a choice, or where it has no charges, the largest. */
export function chosen<Entry extends { currency: string }>(
  entries: Entry[],
  currency: string | undefined,
): Entry | null {
  return entries.find((entry) => entry.currency === currency) ?? entries[0] ?? null;
}
