import { type Threshold, thresholdText } from "@/lib/budgets/threshold";
import { money } from "../format";

/** A threshold in words, its amount as the reader writes numbers. */
export function thresholdWords(threshold: Threshold, currency: string): string {
  return thresholdText(threshold, (amount) => money(amount, currency));
}
