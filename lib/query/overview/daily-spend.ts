import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { addDays, laterOf } from "../../focus/period";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { type Stack, stacks } from "../stack";
import { type Frame, inCurrency } from "./frame";

const DAYS = 90;

export type DailySpend = { query: CostQuery; stacks: Stack[] };

/** The last 90 days by service, with the unfinished days that have charges already. */
export async function dailySpend(scope: Scope, metric: Metric, frame: Frame): Promise<DailySpend> {
  const to = addDays(laterOf(frame.complete, frame.dataThrough), 1);
  const period = { from: addDays(to, -DAYS), to };
  const query: CostQuery = { period, grain: "day", groupBy: ["service"], where: [], metric, ...inCurrency(frame) };
  return { query, stacks: stacks(await askCosts(scope, query), { query, today: frame.today }) };
}
