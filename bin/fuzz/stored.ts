import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Scope } from "../../lib/auth/scope";
import { rowsOf, sql } from "../../lib/db/sql";
import { DomainError } from "../../lib/errors";
import { plain } from "../../lib/focus/money";
import { trialRun, trialScope, trialSource } from "../../lib/ledger/import-trial";
import { runImportJob } from "../../lib/ledger/run-import-job";
import { removeSource } from "../../lib/ledger/source-remove";
import { rollups } from "../../lib/ledger/store/rollups";
import type { Reading } from "./independent";

const nothing: Reading = { rows: 0, billed: "0", effective: "0" };

/**
 * What the database of this process holds of a file after the whole import, or why it was refused. The workspace is of its
 * own, and its source is removed again.
 */
export async function stored(path: string, directory: string): Promise<Reading | DomainError> {
  const scope = { ...(await trialScope()), role: "admin" as const };
  const sourceId = await trialSource(scope);
  const refused = await refusalOf(scope, sourceId, { path, directory });
  const held = await heldIn(scope);
  await removeSource(scope, sourceId);
  const left = await heldIn(scope);
  if (left.rows > 0) throw new Error(`Of a source that was removed, ${JSON.stringify(left)} is left.`);
  if (refused && held.rows > 0) {
    throw new Error(`It was refused (${refused.message}), and yet the ledger holds ${JSON.stringify(held)}.`);
  }
  return refused ?? held;
}

type File = { path: string; directory: string };

async function refusalOf(scope: Scope, sourceId: string, { path, directory }: File): Promise<DomainError | null> {
  const place = join(directory, "whole");
  await mkdir(place, { recursive: true });
  const job = {
    ...{ workspaceId: scope.workspaceId, sourceId, runId: await trialRun(scope, sourceId), directory: place },
    ...{ files: [{ path, name: "bill" }], slices: null, delivery: null, notes: [], finishes: true },
  };
  try {
    await runImportJob(job, () => {});
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** The same in the charges and in all sums, or an error. */
async function heldIn({ workspaceId }: Scope): Promise<Reading> {
  const own = sql`slice_id in (select id from import_slice where workspace_id = ${workspaceId}::uuid)`;
  const [charges = nothing] = await rowsOf<Reading>(sql`
    select count(*)::int as rows, (coalesce(sum(billed), 0) * 1e-10::numeric + coalesce(sum(billed_rest), 0))::text as billed,
      (coalesce(sum(effective), 0) * 1e-10::numeric + coalesce(sum(effective_rest), 0))::text as effective
    from charge where ${own}`);
  const held = { rows: charges.rows, billed: plain(charges.billed), effective: plain(charges.effective) };
  for (const { name, table } of rollups) {
    const [sums = nothing] = await rowsOf<Reading>(sql`
      select coalesce(sum(charges), 0)::int as rows, coalesce(sum(billed), 0)::text as billed,
        coalesce(sum(effective), 0)::text as effective
      from ${table} where ${own}`);
    const summed = { rows: sums.rows, billed: plain(sums.billed), effective: plain(sums.effective) };
    if (JSON.stringify(summed) === JSON.stringify(held)) continue;
    throw new Error(`The charges are ${JSON.stringify(held)}, and ${name} has ${JSON.stringify(summed)}.`);
  }
  return held;
}
