import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { type Day, daysBetween, type Period } from "../../focus/period";
import type { CostAnswer } from "../answer";
import { type Change, change } from "../change";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { largestFirst } from "../stack";
import { type Frame, inCurrency, sameDays } from "./frame";

/** What the complete days of this month cost, beside the same days of last month and of last year. */
export type MonthToDate = {
  currency: string;
  total: string;
  /** Charges whose source does not state this cost. */
  missing: number;
  days: Period;
  lastMonth: Compared;
  lastYear: Compared;
  query: CostQuery;
};

/** `shorter`: that month has fewer days than are complete now, so all of it is compared. */
export type Compared = { days: Period; shorter: boolean } & (
  | { known: true; total: string; change: Change }
  | { known: false; begins: Day }
);

export async function monthToDate(scope: Scope, metric: Metric, frame: Frame): Promise<MonthToDate[]> {
  const days = frame.monthToDate;
  const asked = (period: Period): CostQuery => {
    return { period, grain: "total", groupBy: [], where: [], metric, ...inCurrency(frame) };
  };
  // A month that converts beside one that does not would look like a jump.
  const alongside = { from: sameDays(days, 12).from, to: days.to };
  const [now, lastMonth, lastYear] = await Promise.all(
    [days, sameDays(days, 1), sameDays(days, 12)].map(async (period) => ({
      period,
      answers: (await askCosts(scope, { ...asked(period), ...(frame.currency && { alongside }) })).answers,
    })),
  );
  if (!now || !lastMonth || !lastYear) return [];
  const entries = now.answers.map(({ currency, total, missing }): MonthToDate => {
    const beside = ({ period, answers }: Asked) => compared({ currency, total, days }, period, answers, frame);
    return {
      currency,
      total,
      missing,
      days,
      lastMonth: beside(lastMonth),
      lastYear: beside(lastYear),
      query: asked(days),
    };
  });
  return largestFirst(entries);
}

type Asked = { period: Period; answers: CostAnswer[] };

function compared(
  now: { currency: string; total: string; days: Period },
  days: Period,
  answers: CostAnswer[],
  { begins }: Frame,
): Compared {
  const shorter = daysBetween(days) < daysBetween(now.days);
  if (begins > days.from) return { days, shorter, known: false, begins };
  const total = answers.find(({ currency }) => currency === now.currency)?.total ?? "0";
  return { days, shorter, known: true, total, change: change(total, now.total) };
}
