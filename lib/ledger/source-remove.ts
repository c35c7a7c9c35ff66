import { requireRole, type Scope } from "../auth/scope";
import { dataChanged } from "../db/data-changed";
import { sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import { removeCharges } from "./remove-charges";
import { sourceInScope } from "./source-one";
import { settleAuthority } from "./store/authority";
import { lockWorkspace } from "./store/slices";

/** Removes a source with all of its charges, in one step: what an export had superseded counts again at once. */
export async function removeSource(scope: Scope, sourceId: string): Promise<void> {
  requireRole(scope, "admin");
  const { id } = await sourceInScope(scope, sourceId);
  if (scope.workspaceKind === "demo") {
    throw new DomainError("conflict", "The demo company is removed as a whole, not source by source.");
  }
  await inTransaction(async (run) => {
    // First the lock that imports take first: those about to commit are waited for, and their charges seen below.
    await run(lockWorkspace(scope.workspaceId));
    await run(sql`select id from source where id = ${id}::uuid for update`);
    const slices = sql`select id from import_slice where source_id = ${id}::uuid`;
    await removeCharges(run, slices);
    await run(sql`delete from source where id = ${id}::uuid`);
    await run(dataChanged(scope.workspaceId));
    await settleAuthority(run, scope.workspaceId);
  });
}
