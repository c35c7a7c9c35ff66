import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { Ratio } from "../../focus/money";
import type { Dimension } from "../names";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { type Series, stacks } from "../stack";
import { type Frame, inCurrency } from "./frame";

const TOP = 8;

/** What each name of a dimension cost in the complete days of this month, the largest first, the rest as "Other". */
export type Ranking = {
  currency: string;
  total: string;
  /** `share` of the total; null where the total is zero or a credit, of which no share makes sense. */
  rows: (Pick<Series, "id" | "keys" | "label" | "role" | "total" | "members"> & { share: number | null })[];
  query: CostQuery;
};

export async function spendBy(
  scope: Scope,
  { metric, dimension }: { metric: Metric; dimension: Dimension },
  frame: Frame,
): Promise<Ranking[]> {
  const { monthToDate, today } = frame;
  const groupBy = [dimension];
  const query: CostQuery = { period: monthToDate, grain: "total", groupBy, where: [], metric, ...inCurrency(frame) };
  return stacks(await askCosts(scope, query), { query, today, top: TOP }).map(({ currency, total, series }) => ({
    currency,
    total,
    query,
    rows: series.map(({ id, keys, label, role, total: amount, members }) => {
      return { id, keys, label, role, total: amount, members, share: shareOf(amount, total) };
    }),
  }));
}

/** A part of a whole as a ratio, where that means something. */
export function shareOf(part: string, whole: string): number | null {
  if (!(Number(whole) > 0)) return null;
  const millionths = (Number(part) / Number(whole)) * 1e6;
  const nearest = Math.round(millionths);
  // Floats tell to which side it rounds, but for what is all but halfway between two places.
  const isClear = Math.abs(millionths) < 1e11 && Math.abs(Math.abs(millionths - nearest) - 0.5) > 1e-3;
  return isClear ? nearest / 1e6 : new Ratio(part).div(whole).toDecimalPlaces(6).toNumber();
}
