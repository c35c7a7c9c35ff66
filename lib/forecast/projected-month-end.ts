import type { Scope } from "../auth/scope";
import type { Metric } from "../focus/charge";
import { plain, sumOf } from "../focus/money";
import { addDays, type Day, daysIn, laterOf } from "../focus/period";
import type { CostAnswer } from "../query/answer";
import { type Frame, inCurrency } from "../query/overview/frame";
import { askCosts } from "../query/run";
import type { CostQuery } from "../query/spec";
import { largestFirst } from "../query/stack";
import { type DayCost, type MonthEnd, monthEnd } from "./month-end";
import { chargeRecurrence } from "./recurrence";

const HISTORY_DAYS = 180;

/** Where the current month will end, for each currency. */
export async function projectedMonthEnd(
  scope: Scope,
  metric: Metric,
  frame: Frame,
): Promise<{ currency: string; monthEnd: MonthEnd }[]> {
  const period = {
    from: addDays(frame.complete, 1 - HISTORY_DAYS),
    to: addDays(laterOf(frame.complete, frame.today), 1),
  };
  const query: CostQuery = { period, grain: "day", groupBy: ["chargeKind"], where: [], metric, ...inCurrency(frame) };
  const { answers } = await askCosts(scope, query);
  return largestFirst(answers).map((answer) => {
    const { history, started } = dayCosts(answer, frame.complete);
    return { currency: answer.currency, monthEnd: monthEnd(history, started, frame.today) };
  });
}

/** Days without charges between others cost nothing; one-off charges count where they fell and are never expected. */
function dayCosts(answer: CostAnswer, complete: Day): { history: DayCost[]; started: DayCost[] } {
  const days = new Map<Day, { running: string[]; calendar: string[]; once: string[] }>();
  for (const { bucket, keys, amount } of answer.rows) {
    const day = days.get(bucket ?? "") ?? { running: [], calendar: [], once: [] };
    days.set(bucket ?? "", day);
    day[chargeRecurrence(keys.chargeKind)].push(amount);
  }
  const costOf = (day: Day): DayCost => {
    const { running = [], calendar = [], once = [] } = days.get(day) ?? {};
    return { day, running: plain(sumOf(running)), calendar: plain(sumOf(calendar)), once: plain(sumOf(once)) };
  };
  const first = [...days.keys()].sort().at(0);
  if (first === undefined) return { history: [], started: [] };
  return {
    history: daysIn({ from: first, to: addDays(complete, 1) }).map(costOf),
    started: [...days.keys()]
      .filter((day) => day > complete)
      .sort()
      .map(costOf),
  };
}
