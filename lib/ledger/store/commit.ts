import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { dataChanged } from "../../db/data-changed";
import { sql } from "../../db/sql";
import { type Run, runOn } from "../../db/transaction";
import { DomainError } from "../../errors";
import type { Day } from "../../focus/period";
import { authorityOf } from "../../sources/registry";
import type { Authority } from "../../sources/source";
import { dropOriginals, type Kept, keepOriginals, recordDue } from "../archive/originals";
import type { ImportJob, ToldSlice } from "../import-job";
import type { ImportOutcome, Report } from "../import-outcome";
import type { StagedSlice } from "../staging/summary";
import { authorityNotes, settleAuthority } from "./authority";
import { type Ids, usualExtrasOf } from "./charge-rows";
import { billedBefore, outcomeOf } from "./commit-outcome";
import { refuseConflicts } from "./conflicts";
import { copyCharges } from "./copy-charges";
import { settleUnchanged, vanishedNotes, vanishedSlices } from "./deliveries";
import type { StoredDimensions } from "./dictionary";
import { beginSums } from "./roll-up-staged";
import { takeOut, takeOutTags } from "./rollups";
import { type Change, changesOf, type KnownSlice, locks, providersOf, spanOf } from "./slices";
import { describeCharges, MANY_ROWS } from "./statistics";
import { fileTotals, statedTotals, storeTotals, verifiedTotals } from "./totals";

export type Staged = {
  connection: DuckDBConnection;
  /** Another connection to what was staged; who asks for it closes it. */
  connect: () => Promise<DuckDBConnection>;
  /** Makes the report of how the bill keeps the rules of FOCUS, once, and keeps it with the run. It never fails. */
  judge: () => Promise<void>;
  slices: StagedSlice[];
  dimensions: StoredDimensions;
  focusVersion: string | null;
  columns: string[];
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
  const kept = await keepOriginals(client, job);
  await client.query("begin");
  try {
    const outcome = await replaceSlices(client, { job, kept }, staged, report);
    await client.query("commit");
    if (outcome.state === "unchanged") await dropOriginals(kept);
    return outcome;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    await dropOriginals(kept);
    throw error;
  }
}

type Committing = { job: ImportJob; kept: Kept | null };

async function replaceSlices(client: PoolClient, { job, kept }: Committing, all: Staged, report: Report) {
  const run = runOn(client);
  const staged = { ...all, slices: wantedOf(job, all.slices) };
  const accounts = [...new Set(staged.slices.map(({ billingAccountId }) => billingAccountId))];
  const authority = await authorityIn(run, job);
  for (const lock of locks({ ...job, authority, accounts })) await run(lock);
  await refuseEnded(client, job);
  const changes = await changesOf(client, job, staged.slices);
  refuseOutdated(job, changes);
  const changed = changes.filter(({ isUnchanged }) => !isUnchanged);
  const vanished = await vanishedSlices(client, job, staged.slices);
  await refuseConflicts(client, { ...job, authority }, changed, vanished);
  const replaced = [...changed.flatMap(({ replaces }) => replaces), ...vanished];
  const before = await billedBefore(client, replaced);

  if (replaced.length > 0) await leave(run, replaced);
  if (changed.length > 0) {
    const rows = all.slices.reduce((sum, slice) => sum + slice.rows, 0);
    await recordDue(run, job, kept, rows);
    await putIn(client, { job, authority, archiveId: kept?.id ?? null }, staged, changed, report);
  }
  if (replaced.length > 0) await leaveTags(run, replaced);
  for (const statement of settleUnchanged(job, changes)) await run(statement);
  const state = changed.length + vanished.length > 0 ? "succeeded" : "unchanged";
  const notes = [...staged.notes, ...vanishedNotes(vanished, before), ...(await settled(run, job, state))];
  await staged.judge();
  await finish(run, job, { ...staged, notes }, state);
  return outcomeOf(changes, before, { ...staged, notes }, state);
}

/** All that was staged, or what is to be rebuilt of it. */
function wantedOf({ rebuilds }: ImportJob, slices: StagedSlice[]): StagedSlice[] {
  const wanted = rebuilds && new Set(rebuilds.map(keyOf));
  return wanted ? slices.filter((slice) => wanted.has(keyOf(slice))) : slices;
}

/** What was archived may not take the place of what came since it was chosen. */
function refuseOutdated({ rebuilds = [] }: ImportJob, changes: Change[]): void {
  const there = new Map(changes.map(({ slice, replaces }) => [keyOf(slice), replaces]));
  const outdated = rebuilds.find(
    (one) => !there.get(keyOf(one))?.some(({ archive_id }) => archive_id === one.archiveId),
  );
  if (!outdated) return;
  throw new DomainError(
    "busy",
    `Other charges of ${outdated.periodStart.slice(0, 7)} came while they were read from the archive. ` +
      "Those count, and nothing was changed: rebuild again if it is still needed.",
  );
}

/** Out of the ledger, wherever their charges lie; their control totals stay. */
async function leave(run: Run, slices: KnownSlice[]): Promise<void> {
  const ids = slices.map(({ id }) => id);
  for (const statement of takeOut(ids, spanOf(slices.flatMap(({ months }) => months)))) await run(statement);
  await run(sql`delete from charge_aside where slice_id = any(${ids})`);
  await run(sql`update import_slice set state = 'replaced', replaced_at = now() where id = any(${ids})`);
}

async function leaveTags(run: Run, slices: KnownSlice[]): Promise<void> {
  const ids = slices.map(({ id }) => id);
  for (const statement of takeOutTags(ids, spanOf(slices.flatMap(({ months }) => months)))) await run(statement);
}

/** Whether the rows of this source are line items, or sums that give way to them. */
async function authorityIn(run: Run, { sourceId }: ImportJob): Promise<Authority> {
  const [source] = await run<{ connector: string }>(sql`select connector from source where id = ${sourceId}::uuid`);
  return authorityOf(source?.connector ?? "");
}

/** Late in the transaction, because everybody who imports into the workspace waits for its row. */
async function settled(run: Run, { workspaceId }: ImportJob, state: string): Promise<string[]> {
  if (state === "unchanged") return [];
  await run(dataChanged(workspaceId));
  return authorityNotes(await settleAuthority(run, workspaceId));
}

/** Nobody removes the run meanwhile; that it goes on and how far it is can still be written on it. */
async function refuseEnded(client: PoolClient, { runId }: ImportJob): Promise<void> {
  const { rows } = await client.query(
    sql`select from import_run where id = ${runId}::uuid and state = 'running' for key share`,
  );
  if (rows.length === 0) throw ended();
}

const ended = () =>
  new DomainError("busy", "The import was ended while it ran, or its source was removed. Nothing was changed.");

type Putting = { job: ImportJob; authority: Authority; archiveId: string | null };

async function putIn(client: PoolClient, putting: Putting, staged: Staged, changed: Change[], report: Report) {
  const { job } = putting;
  const slices = changed.map(({ slice }) => slice);
  const { dimensions } = staged;
  const usualExtras = await usualExtrasOf(staged.connection, dimensions);
  const ids: Ids = { slices: new Int32Array(1 + Math.max(...slices.map(({ n }) => n))), dimensions, usualExtras };
  const told = new Map((job.slices ?? []).map((slice) => [keyOf(slice), slice]));
  for (const slice of slices) {
    const facts = { told: told.get(keyOf(slice)), usualExtra: usualExtras[slice.n] || null };
    ids.slices[slice.n] = await insertSlice(client, putting, slice, facts);
  }

  const total = slices.reduce((sum, { rows }) => sum + rows, 0);
  const full = slices.filter(({ rows }) => rows > 0);
  const months = [...new Set(full.flatMap((slice) => slice.months))].toSorted();
  const span = spanOf(months);
  if (full.length > 0) await putCharges(client, staged, { slices: full.map(({ n }) => n), months, ids, total }, report);
  if (total >= MANY_ROWS) await describeCharges(client, months);
  const stored = slices.map(({ n, sums }) => ({ id: ids.slices[n] ?? 0, sums }));
  const totals = await verifiedTotals(client, stored, span);
  const inFiles = job.slices === null ? fileTotals(stored) : [];
  const stated = slices.flatMap((slice) =>
    statedTotals(ids.slices[slice.n] ?? 0, told.get(keyOf(slice))?.stated ?? []),
  );
  await client.query(storeTotals([...totals, ...inFiles, ...stated]));
}

type Charges = { slices: number[]; months: Day[]; ids: Ids; total: number };

/** The sums are made while Postgres takes the charges. */
async function putCharges(client: PoolClient, staged: Staged, charges: Charges, report: Report): Promise<void> {
  const { slices, months, ids, total } = charges;
  const staging = await staged.connect();
  try {
    const sums = await beginSums({ client, staging, ids }, slices, spanOf(months));
    try {
      const progress = (done: number) => report({ step: "storing", done, total, text: "Storing charges" });
      await copyCharges(client, staged.connection, { slices, months, ids, progress });
      report({ step: "rolling up", text: "Adding up" });
      // What was staged is idle from here on, and Postgres busy.
      void staged.judge();
      await sums.copy();
    } finally {
      await sums.settled();
    }
  } finally {
    staging.closeSync();
  }
}

async function insertSlice(
  client: PoolClient,
  { job: { workspaceId, sourceId, runId, delivery, rebuilds }, authority, archiveId }: Putting,
  slice: StagedSlice,
  { told, usualExtra }: { told: ToldSlice | undefined; usualExtra: number | null },
): Promise<number> {
  const isEmpty = slice.rows === 0;
  const before = rebuilds?.find((one) => keyOf(one) === keyOf(slice));
  const { final, deliveredAs } = before ?? { final: delivery?.final ?? false, deliveredAs: delivery?.key ?? null };
  const { rows } = await client.query<{ id: number }>(sql`
    insert into import_slice (workspace_id, source_id, run_id, billing_account_id, period_start, period_end,
      content_hash, rows, months, first_day, last_day, final, tags_measured, delivery, authority, providers,
      archive_id, usual_extra_id, doubled)
    values (${workspaceId}::uuid, ${sourceId}::uuid, ${runId}::uuid, ${slice.billingAccountId},
      ${slice.periodStart}::timestamptz, ${slice.periodEnd}::timestamptz, ${slice.contentHash}, ${slice.rows},
      ${slice.months}::date[], ${isEmpty ? null : slice.firstDay}::date, ${isEmpty ? null : slice.lastDay}::date,
      ${told?.final ?? final}, ${told?.tagsMeasured ?? true}, ${deliveredAs},
      ${authority}::authority, ${providersOf(slice)}::text[], ${archiveId}::uuid, ${usualExtra}, ${slice.isDoubled})
    returning id`);
  return rows[0]?.id ?? 0;
}

/**
 * Files end here; a sync has more to remember, and its caller ends its run. An import that was given up for dead must not
 * commit after all.
 */
async function finish(run: Run, { sourceId, runId, finishes }: ImportJob, staged: Staged, state: string) {
  const rows = staged.slices.reduce((sum, slice) => sum + slice.rows, 0);
  const finished = await run(sql`
    update import_run set rows = ${rows}, focus_version = ${staged.focusVersion}, columns = ${staged.columns}::text[],
      notes = ${JSON.stringify(staged.notes)}::jsonb,
      state = case when ${finishes} then ${state}::run_state else state end,
      finished_at = case when ${finishes} then clock_timestamp() end,
      progress = case when ${finishes} then null else progress end
    where id = ${runId}::uuid and state = 'running' returning id`);
  if (finished.length === 0) throw ended();
  if (state === "unchanged") return;
  await run(sql`update source set data_through = (
      select max(last_day) from import_slice where source_id = source.id and state in ('current', 'superseded'))
    where id = ${sourceId}::uuid`);
}

export function keyOf(slice: { billingAccountId: string; periodStart: string; periodEnd: string }): string {
  return JSON.stringify([slice.billingAccountId, slice.periodStart, slice.periodEnd]);
}
