import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { plain } from "../../focus/money";
import { dayOf } from "../../focus/period";
import type { ImportJob, ToldSlice } from "../import-job";
import type { ImportOutcome, Report, SliceOutcome } from "../import-outcome";
import type { StagedSlice } from "../staging/summary";
import { copyCharges, type Ids } from "./charge-rows";
import { rollUp, takeOut } from "./rollups";
import { type Change, changesOf, type KnownSlice, locks, refuseCovered, spanOf } from "./slices";
import { fileTotals, statedTotals, storeTotals, verifiedTotals } from "./totals";

export type Staged = {
  connection: DuckDBConnection;
  slices: StagedSlice[];
  dimensions: Int32Array[];
  focusVersion: string | null;
  notes: string[];
};

/**
 * The one transaction of an import: what changed is taken out and put in, rolled up, compared with the file to the
 * last digit, and made visible at once. Until it commits, readers see what was there before.
 */
export async function commitImport(
  client: PoolClient,
  job: ImportJob,
  staged: Staged,
  report: Report,
): Promise<ImportOutcome> {
  await client.query("begin");
  try {
    const outcome = await replaceSlices(client, job, staged, report);
    await client.query("commit");
    return outcome;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function replaceSlices(client: PoolClient, job: ImportJob, staged: Staged, report: Report) {
  const run = async (...statements: Sql[]) => {
    for (const statement of statements) await client.query(statement);
  };
  const accounts = [...new Set(staged.slices.map(({ billingAccountId }) => billingAccountId))];
  await run(...locks(job.workspaceId, job.sourceId, accounts));
  await refuseEnded(client, job);
  const changes = await changesOf(client, job.sourceId, staged.slices);
  const changed = changes.filter(({ isUnchanged }) => !isUnchanged);
  await refuseCovered(
    client,
    job,
    job.sourceId,
    changed.map(({ slice }) => slice),
  );
  const before = await billedBefore(
    client,
    changed.flatMap(({ replaces }) => replaces),
  );

  const replaced = changed.flatMap(({ replaces }) => replaces);
  if (replaced.length > 0) {
    const ids = replaced.map(({ id }) => id);
    await run(
      ...takeOut(ids, spanOf(replaced.flatMap(({ months }) => months))),
      sql`update import_slice set state = 'replaced', replaced_at = now() where id = any(${ids})`,
    );
  }
  if (changed.length > 0) await putIn(client, job, staged, changed, report);
  const state = changed.length > 0 ? "succeeded" : "unchanged";
  await run(...finish(job, staged, state));
  return outcomeOf(changes, before, staged, state);
}

/** An import that was given up for dead must not commit after all. */
async function refuseEnded(client: PoolClient, { runId }: ImportJob): Promise<void> {
  const { rows } = await client.query(
    sql`select from import_run where id = ${runId}::uuid and state = 'running' for update`,
  );
  if (rows.length === 1) return;
  throw new DomainError("busy", "The import was ended while it ran, or its source was removed. Nothing was changed.");
}

async function putIn(client: PoolClient, job: ImportJob, staged: Staged, changed: Change[], report: Report) {
  const run = async (...statements: Sql[]) => {
    for (const statement of statements) await client.query(statement);
  };
  const slices = changed.map(({ slice }) => slice);
  const ids: Ids = { slices: new Int32Array(staged.slices.length), dimensions: staged.dimensions };
  const told = new Map((job.slices ?? []).map((slice) => [keyOf(slice), slice]));
  for (const slice of slices) ids.slices[slice.n] = await insertSlice(client, job, slice, told.get(keyOf(slice)));

  const total = slices.reduce((sum, { rows }) => sum + rows, 0);
  const full = slices.filter(({ rows }) => rows > 0);
  const span = spanOf(full.flatMap(({ months }) => months));
  if (full.length > 0) {
    const progress = (done: number) => report({ step: "storing", done, total, text: "Storing charges" });
    await copyCharges(client, staged.connection, { slices: full.map(({ n }) => n), ids, progress });
    report({ step: "rolling up", text: "Adding up" });
    await run(...rollUp([...ids.slices].filter(Boolean), span));
  }
  const stored = slices.map(({ n, sums }) => ({ id: ids.slices[n] ?? 0, sums }));
  const totals = await verifiedTotals(client, stored, span);
  const inFiles = job.slices === null ? fileTotals(stored) : [];
  const stated = slices.flatMap((slice) =>
    statedTotals(ids.slices[slice.n] ?? 0, told.get(keyOf(slice))?.stated ?? []),
  );
  await run(storeTotals([...totals, ...inFiles, ...stated]));
}

async function insertSlice(
  client: PoolClient,
  { workspaceId, sourceId, runId }: ImportJob,
  slice: StagedSlice,
  told: ToldSlice | undefined,
): Promise<number> {
  const isEmpty = slice.rows === 0;
  const { rows } = await client.query<{ id: number }>(sql`
    insert into import_slice (workspace_id, source_id, run_id, billing_account_id, period_start, period_end,
      content_hash, rows, months, first_day, last_day, final, tags_measured)
    values (${workspaceId}::uuid, ${sourceId}::uuid, ${runId}::uuid, ${slice.billingAccountId},
      ${slice.periodStart}::timestamptz, ${slice.periodEnd}::timestamptz, ${slice.contentHash}, ${slice.rows},
      ${slice.months}::date[], ${isEmpty ? null : slice.firstDay}::date, ${isEmpty ? null : slice.lastDay}::date,
      ${told?.final ?? false}, ${told?.tagsMeasured ?? true})
    returning id`);
  return rows[0]?.id ?? 0;
}

/** Files end here; a sync has more to remember, and its caller ends its run. */
function finish({ workspaceId, sourceId, runId, finishes }: ImportJob, staged: Staged, state: string): Sql[] {
  const rows = staged.slices.reduce((sum, slice) => sum + slice.rows, 0);
  const run = sql`
    update import_run set rows = ${rows}, focus_version = ${staged.focusVersion},
      notes = ${JSON.stringify(staged.notes)}::jsonb,
      state = case when ${finishes} then ${state}::run_state else state end,
      finished_at = case when ${finishes} then now() end,
      progress = case when ${finishes} then null else progress end
    where id = ${runId}::uuid`;
  if (state === "unchanged") return [run];
  return [
    run,
    sql`update source set data_through = (
        select max(last_day) from import_slice where source_id = source.id and state = 'current')
      where id = ${sourceId}::uuid`,
    // Last, because everybody who imports into the workspace waits for this row.
    sql`update workspace set data_version = data_version + 1 where id = ${workspaceId}::uuid`,
  ];
}

type Billed = Map<number, Record<string, string>>;

async function billedBefore(client: PoolClient, replaced: KnownSlice[]): Promise<Billed> {
  const { rows } = await client.query<{ slice_id: number; currency: string; amount: string }>(sql`
    select slice_id, currency, amount::text from control_total
    where slice_id = any(${replaced.map(({ id }) => id)}) and origin = 'stored' and metric = 'billed' and day is null`);
  const billed: Billed = new Map();
  for (const { slice_id, currency, amount } of rows) {
    billed.set(slice_id, { ...billed.get(slice_id), [currency]: plain(amount) });
  }
  return billed;
}

function outcomeOf(changes: Change[], before: Billed, staged: Staged, state: ImportOutcome["state"]): ImportOutcome {
  return {
    state,
    rows: staged.slices.reduce((sum, { rows }) => sum + rows, 0),
    slices: changes.map((change) => sliceOutcome(change, before)),
    rejected: [],
    rejectedCount: 0,
    focusVersion: staged.focusVersion,
    notes: staged.notes,
  };
}

function sliceOutcome({ slice, replaces, isUnchanged }: Change, before: Billed): SliceOutcome {
  const [first] = replaces;
  const billed = [...slice.sums].map(([currency, sums]) => [currency, plain(sums.billed ?? 0)]);
  return {
    billingAccountId: slice.billingAccountId,
    period: { from: dayOf(new Date(slice.periodStart)), to: dayOf(new Date(slice.periodEnd)) },
    rows: slice.rows,
    billed: Object.fromEntries(billed),
    replaced: first ? { rows: Number(first.rows), billed: before.get(first.id) ?? {} } : null,
    state: isUnchanged ? "unchanged" : "imported",
  };
}

export function keyOf(slice: { billingAccountId: string; periodStart: string; periodEnd: string }): string {
  return JSON.stringify([slice.billingAccountId, slice.periodStart, slice.periodEnd]);
}
