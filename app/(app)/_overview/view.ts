import type { Scope } from "@/lib/auth/scope";
import type { Metric } from "@/lib/focus/charge";
import { metrics } from "@/lib/focus/charge";
import type { Frame } from "@/lib/query/overview/frame";

export type OverviewParams = Record<string, string | string[] | undefined>;

/** What every panel is told: who asks, which days, which cost, and which currency was chosen, if any. */
export type Seen = { scope: Scope; frame: Frame; metric: Metric; currency: string | undefined };

/** Unknown values in the address fall back to the usual view. */
export function viewOf(params: OverviewParams): Pick<Seen, "metric" | "currency"> {
  const metric = metrics.find((name) => name === params.metric) ?? "billed";
  const currency = [params.currency].flat().at(-1);
  return { metric, currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : undefined };
}

/** The entry in the chosen currency; without a choice, or where it has no charges, the largest. */
export function chosen<Entry extends { currency: string }>(
  entries: Entry[],
  currency: string | undefined,
): Entry | null {
  return entries.find((entry) => entry.currency === currency) ?? entries[0] ?? null;
}
