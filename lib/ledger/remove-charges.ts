import { type Sql, sql } from "../db/sql";
import type { Run } from "../db/transaction";
import { keepTrackedTags, rolledUp } from "./store/rollups";

/**
 * Takes all charges of these slices (a query of their ids) out of the ledger. Inside a transaction that has locked
 * their source or workspace, so that an import which is about to commit is seen; readers see all of it or nothing.
 */
export async function removeCharges(run: Run, slices: Sql): Promise<void> {
  await run(sql`delete from charge where slice_id in (${slices})`);
  await run(sql`delete from charge_aside where slice_id in (${slices})`);
  // Who began to track a tag has sums of these charges too, which are seen once it is done.
  await run(keepTrackedTags);
  for (const table of rolledUp) await run(sql`delete from ${table} where slice_id in (${slices})`);
}
