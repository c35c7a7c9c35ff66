import type { Unusual } from "@/lib/anomalies/of-stack";
import { money, shortMoney } from "./format";

/** "Unusual day of EC2: $1,240.11 instead of about $410" */
export function unusualWords({ from, through, name, amount, expected, lasting }: Unusual, currency: string): string {
  const days = from === through ? "Unusual day" : "Unusual days";
  const what = lasting ? "A new level" : days;
  const before = expected === 0 ? "nothing" : `about ${shortMoney(expected, currency)}`;
  return `${what}${name === null ? "" : ` of ${name}`}: ${money(amount, currency)} instead of ${before}`;
}
