import type { Scope } from "../auth/scope";
import { demoWorkspace, realWorkspace, systemScope } from "../auth/workspaces";
import { db } from "../db/client";
import { sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { removeCharges } from "../ledger/remove-charges";
import { keepTrackedTags } from "../ledger/store/rollups";
import { companyName } from "./company/people";

/** The workspace of the demo company, made when it is not there; everybody who may see real spend may see it. */
export async function demoScope(): Promise<Scope> {
  const workspace =
    (await demoWorkspace()) ??
    (await db.workspace.create({ data: { slug: "demo", name: companyName, kind: "demo", reportingCurrency: "USD" } }));
  const real = await realWorkspace();
  await db.workspace.update({ where: { id: real.id }, data: { demoRemovedAt: null } });
  return await systemScope(workspace.id);
}

/** A load that was killed left its run unfinished; nothing of it is under way any more. */
export async function endForsakenRuns({ workspaceId }: Scope): Promise<void> {
  const error = {
    code: "unavailable",
    message: "Loading the demo company was interrupted.",
    advice: "It is taken up again by itself.",
  };
  await db.importRun.updateMany({
    where: { workspaceId, state: { in: ["queued", "running"] } },
    data: { state: "failed", finishedAt: new Date(), error },
  });
}

/** Removes the demo company with everything that belongs to it, in one step, and remembers that it was removed. */
export async function removeDemoWorkspace(): Promise<boolean> {
  const workspace = await demoWorkspace();
  const real = await realWorkspace();
  await db.workspace.update({ where: { id: real.id }, data: { demoRemovedAt: new Date() } });
  if (!workspace) return false;
  await inTransaction(async (run) => {
    // Before the workspace, which whoever changes tracked tags needs too.
    await run(keepTrackedTags);
    // Imports that are about to commit hold a key of the workspace; wait for them, so that their charges are seen below.
    await run(sql`select id from workspace where id = ${workspace.id}::uuid for update`);
    const slices = sql`select id from import_slice where workspace_id = ${workspace.id}::uuid`;
    await removeCharges(run, slices);
    await run(sql`delete from workspace where id = ${workspace.id}::uuid`);
  });
  return true;
}
