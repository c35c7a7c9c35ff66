import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { actOnMany, type BulkOutcome } from "./act";
import type { AdviceAction } from "./action";

/** Does it to the recommendations with these ids, as far as they are of this workspace and may be seen. */
export async function actOnChosen(
  scope: Scope,
  { ids, input }: { ids: string[]; input: AdviceAction },
  now: Date,
): Promise<BulkOutcome> {
  return await actOnMany(scope, { which: sql`advice.id = any(${ids}::uuid[])`, input }, now);
}
