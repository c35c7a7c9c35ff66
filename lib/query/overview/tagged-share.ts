import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { plain, sumOf } from "../../focus/money";
import type { CostAnswers } from "../answer";
import type { Tagging } from "../names";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { largestFirst } from "../stack";
import { type Frame, inCurrency } from "./frame";
import { shareOf } from "./ranking";

/** Usage of this month so far by whether it has tags; what cannot be known is told apart from what is untagged. */
export type TaggedShare = {
  currency: string;
  untagged: string;
  /** Usage of sources that measure tags, and the untagged share of it; null where none does. */
  measured: string;
  ratio: number | null;
  notMeasured: string;
  total: string;
  query: CostQuery;
};

export async function taggedShare(scope: Scope, metric: Metric, frame: Frame): Promise<TaggedShare[]> {
  // Tax, credits and fees cannot carry tags: counted in, nobody could reach zero.
  const usage = { dimension: "chargeCategory", operator: "eq", values: ["Usage"] } as const;
  const where = [{ ...usage, values: [...usage.values] }];
  const period = frame.month;
  const query: CostQuery = { period, grain: "total", groupBy: ["tagging"], where, metric, ...inCurrency(frame) };
  return taggedShareOf(await askCosts(scope, query), query);
}

function taggedShareOf({ answers }: CostAnswers, query: CostQuery): TaggedShare[] {
  const entries = answers.map(({ currency, total, rows }): TaggedShare => {
    const of = (name: Tagging) => rows.find(({ keys }) => keys.tagging === name)?.amount ?? "0";
    const untagged = of("untagged");
    const measured = plain(sumOf([of("tagged"), untagged]));
    const ratio = shareOf(untagged, measured);
    return { currency, untagged, measured, ratio, notMeasured: of("not measured"), total, query };
  });
  return largestFirst(entries);
}
