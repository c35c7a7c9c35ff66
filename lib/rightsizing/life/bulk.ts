import type { Scope } from "../../auth/scope";
import { join, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { dayOf } from "../../focus/period";
import { type AdviceFilter, filterWhere } from "../list/filter";
import { actOnMany, type BulkOutcome } from "./act";
import type { AdviceAction } from "./action";

export type Chosen = {
  ids?: string[] | undefined;
  filter?: AdviceFilter | undefined;
  input: AdviceAction;
};

/** Does it to all that are named, or that a filter finds: by tag, by team, by account. */
export async function actOnChosen(scope: Scope, { ids, filter, input }: Chosen, now: Date): Promise<BulkOutcome> {
  if (ids === undefined && !isNarrow(filter)) {
    throw new DomainError("invalid", "Choose recommendations by id or by a filter; a change is never made to all.");
  }
  const named = ids ? [sql`advice.id = any(${ids}::uuid[])`] : [];
  const found = filter ? [filterWhere(filter, dayOf(now))] : [];
  return await actOnMany(scope, { which: join([...named, ...found], " and "), input }, now);
}

/** The best of everything is everything still, and so is what no words are asked of. */
function isNarrow({ best: _best, ...filter }: AdviceFilter = {}): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== "");
}
