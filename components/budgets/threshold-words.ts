import type { Threshold } from "@/lib/budgets/threshold";
import { money } from "../format";

/** "80 % spent", "$5,000.00 expected", "over with a probability of 80 %", "spent within 10 days". */
export function thresholdWords({ kind, unit, value }: Threshold, currency: string): string {
  const at = unit === "percent" ? `${value} %` : unit === "amount" ? money(value, currency) : `${value} days`;
  switch (kind) {
    case "actual":
      return `${at} spent`;
    case "forecast":
      return `${at} expected by the end`;
    case "probability":
      return `over with a probability of ${at}`;
    case "run_rate":
      return `spent within ${at} at the latest pace`;
  }
}
