import { bucketsOf } from "./buckets";
import { grains } from "./names";
import type { CostQuery } from "./spec";

/** More columns than this nobody reads side by side. */
const MOST_COLUMNS = 31;

/** The question with the finest grain, from its own upwards, that gives a table one can read. */
export function tableQuery(query: CostQuery): CostQuery {
  const coarser = grains.slice(grains.indexOf(query.grain));
  const grain = coarser.find((each) => bucketsOf(query.period, each, query.yearStart).length <= MOST_COLUMNS);
  return { ...query, grain: grain ?? "total" };
}
