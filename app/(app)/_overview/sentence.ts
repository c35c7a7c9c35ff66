import { dayLabel, money, monthName, percent, shortDay, wholeMoney } from "@/components/format";
import { addDays, type Day, monthOf } from "@/lib/focus/period";
import type { MonthEnd } from "@/lib/forecast/month-end";
import type { Compared, MonthToDate } from "@/lib/query/overview/month-to-date";

/** Below this a change is not worth a word. */
const NOTHING = 0.0005;

/** The page in one sentence: what was spent, against the same days before, and where the month will end. */
export function openingSentence(spent: MonthToDate, monthEnd: MonthEnd | null, today: Day): string {
  const through = shortDay(addDays(spent.days.to, -1));
  const isCurrent = spent.days.from === monthOf(today).from;
  const isWhole = spent.days.to === monthOf(spent.days.from).to;
  const start = isCurrent
    ? `Spend is ${money(spent.total, spent.currency)} this month through ${through}`
    : `Spend was ${money(spent.total, spent.currency)} in ${monthName(spent.days.from)} ${spent.days.from.slice(0, 4)}${isWhole ? "" : ` through ${through}`}`;
  const parts = [`${start}${comparison(spent.lastMonth)}`];
  if (monthEnd?.known && isEstimate(monthEnd)) {
    parts.push(`at this pace the month ends near ${wholeMoney(monthEnd.amount, spent.currency)}`);
  }
  return `${parts.join("; ")}.`;
}

function comparison(beside: Compared): string {
  if (!beside.known)
    return `; charges begin on ${dayLabel(beside.begins)}, so there is no earlier month to compare with`;
  const month = monthName(beside.days.from);
  const days = beside.shorter ? `all of ${month}, which is shorter` : `the same days of ${month}`;
  const { ratio, kind } = beside.change;
  if (ratio === null) return kind === "new" ? `, where ${days} had none` : `, after a credit in ${days}`;
  if (Math.abs(ratio) < NOTHING) return `, the same as in ${days}`;
  return `, ${percent(Math.abs(ratio))} ${ratio > 0 ? "above" : "below"} ${days}`;
}

function isEstimate({ remaining }: Extract<MonthEnd, { known: true }>): boolean {
  return remaining.from < remaining.to;
}
