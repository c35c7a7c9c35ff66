import { exactMoney, money } from "@/components/format";
import type { Metric } from "@/lib/focus/charge";
import type { SliceSum } from "@/lib/ledger/run-sums";

/** One amount a currency, never added up; every digit is one hover away. */
export function sumLabels(sums: SliceSum[], metric: Metric) {
  const those = sums.filter((sum) => sum.metric === metric);
  if (those.length === 0) return "–";
  return those.map(({ currency, stored }) => (
    <span key={currency} className="block" title={exactMoney(stored, currency)}>
      {money(stored, currency)}
    </span>
  ));
}
