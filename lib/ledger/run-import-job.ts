import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { pool } from "../db/pool";
import { DomainError } from "../errors";
import { logError } from "../log";
import { conformanceOf } from "./conformance/report";
import { storeConformance } from "./conformance/store";
import type { ImportJob, ToldSlice } from "./import-job";
import type { ImportOutcome, Report } from "./import-outcome";
import { fileRefusal, ImportRefusal, listed } from "./import-refusal";
import { limitedNotes } from "./notes";
import { readFiles } from "./read-files";
import { unconfirmed } from "./reconciliation/confirm";
import type { Staging } from "./staging/staging";
import { type StagedSlice, stagedNotes, stagedSlices } from "./staging/summary";
import { commitImport, keyOf, type Staged } from "./store/commit";
import { storeDimensions } from "./store/dictionary";
import { describeSums, MANY_ROWS, summarize } from "./store/statistics";
import { trackMostUsed } from "./tracked-tags";

/** More billing accounts and periods than any bill has: a column was mistaken for another. */
const MOST_SLICES = 20_000;

/** Everything the import process does: read, check, encode, and replace in one transaction. */
export async function runImportJob(job: ImportJob, report: Report): Promise<ImportOutcome> {
  const isSpool = job.slices !== null;
  const { staging, focusVersion, columns, notes: told } = await readFiles({ ...job, isSpool }, report);
  try {
    if (!isSpool && staging.rows === 0) {
      throw fileRefusal(listed(job.files.map(({ name }) => name)), "There are no rows.");
    }
    refuseOtherCount(job, staging.rows);
    if (!isSpool) await refuseTwins(staging);
    report({ step: "sorting", text: "Sorting what was read" });
    await staging.settle();
    const slices = withTold(await stagedSlices(staging.connection), job.slices);
    if (slices.length > MOST_SLICES) {
      throw new ImportRefusal(
        `The import has ${slices.length} billing accounts and periods; at most ${MOST_SLICES} fit.`,
      );
    }
    const notes = [
      ...job.notes,
      ...told,
      ...(await stagedNotes(staging.connection)),
      ...doubledNotes(
        isSpool
          ? []
          : await unconfirmed(
              job.sourceId,
              slices.filter(({ isDoubled }) => isDoubled),
            ),
      ),
    ];
    let judging: Promise<void> | undefined;
    const judge = async () => {
      judging ??= isSpool ? Promise.resolve() : reported(job, staging, { version: focusVersion ?? "", columns });
      await judging;
    };
    try {
      const { connection } = staging;
      const connect = async () => await staging.connect();
      return await storeAll(job, { connection, connect, judge, slices, focusVersion, columns, notes }, report);
    } catch (error) {
      // A bill that is refused is told about all the same.
      if (error instanceof DomainError) await judge();
      throw error;
    } finally {
      await judging;
    }
  } finally {
    staging.close();
  }
}

/** It tells about the bill and decides nothing: a report that fails is no reason to refuse one. */
async function reported(
  { runId }: ImportJob,
  staging: Staging,
  { version, columns }: { version: string; columns: string[] },
): Promise<void> {
  await conformanceOf(staging, version, columns)
    .then(async (conformance) => await storeConformance(runId, conformance))
    .catch((error: unknown) => logError(error, { run: runId }));
}

async function storeAll(job: ImportJob, staged: Omit<Staged, "dimensions">, report: Report): Promise<ImportOutcome> {
  const { slices } = staged;
  return await withClient(async (client) => {
    report({ step: "naming", text: "Finding accounts, services and resources" });
    const dimensions = await namedDimensions(client, job, staged);
    // Before the charges are there, so that their sums by tag are made with all others.
    await trackMostUsed(job.workspaceId).catch((error: unknown) => logError(error, { run: job.runId }));
    const outcome = await commitImport(client, job, { ...staged, dimensions }, report);
    if (outcome.state === "succeeded") await afterCommit(client, slices);
    return outcome;
  });
}

async function namedDimensions(client: PoolClient, { workspaceId }: ImportJob, staged: Omit<Staged, "dimensions">) {
  const { connection, connect } = staged;
  const beside = await connect();
  try {
    return await withClient(async (other) => {
      return await storeDimensions({ clients: [client, other], connections: [connection, beside] }, workspaceId);
    });
  } finally {
    beside.closeSync();
  }
}

/** Somebody waits for the answers now. */
async function afterCommit(client: PoolClient, slices: StagedSlice[]): Promise<void> {
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  if (rows < MANY_ROWS) return;
  const months = [...new Set(slices.flatMap((slice) => slice.months))];
  await Promise.all([
    summarize(client, months),
    // The import is committed, and without a connection for its statistics it still is.
    withClient(async (other) => await describeSums(other)).catch(() => {}),
  ]);
}

async function withClient<Outcome>(work: (client: PoolClient) => Promise<Outcome>): Promise<Outcome> {
  const client = await pool().connect();
  client.on("error", () => {}); // a connection that is lost fails the statement that needs it
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

/** The provider says how many rows it delivered: with any other number, something was lost or came twice. */
function refuseOtherCount({ delivery, files }: ImportJob, rows: number): void {
  const stated = delivery?.rows ?? rows;
  if (stated === rows) return;
  const [one, ...more] = files;
  const held = more.length === 0 && one ? `${one.name} holds` : `its ${files.length} files hold`;
  throw new ImportRefusal(`The manifest states ${stated} rows and ${held} ${rows}.`);
}

/** The same rows under two names are the same charges: no provider splits a bill into equal files. */
async function refuseTwins(staging: Staging): Promise<void> {
  const twins = await staging.twins();
  if (!twins) return;
  const { first, second, rows } = twins;
  const all = rows === 1 ? "Its only row is that of" : `All of its ${rows} rows are those of`;
  throw fileRefusal(second, `${all} ${first}: the file came twice. Leave one of them out.`);
}

function doubledNotes(slices: StagedSlice[]): string[] {
  const notes = slices.map(
    ({ billingAccountId, periodStart, rows }) =>
      `Each of the ${rows} rows of billing account ${billingAccountId} for ${periodStart.slice(0, 7)} is there twice, ` +
      "alike in every column: if the bill was written twice, import it once more as it should be; if it is right, say so on the month's page of Reconciliation.",
  );
  return limitedNotes(notes);
}

/** A connector's slices are replaced even where nothing is left of them, and its totals count as content. */
function withTold(staged: StagedSlice[], told: ToldSlice[] | null): StagedSlice[] {
  if (!told) return staged;
  const byKey = new Map(staged.map((slice) => [keyOf(slice), slice]));
  const slices = told.map((slice, index) => {
    const found = byKey.get(keyOf(slice)) ?? emptySlice(slice, staged.length + index);
    byKey.delete(keyOf(slice));
    // That the provider has closed the month changes no amount.
    const content = JSON.stringify({ ...slice, final: undefined });
    const contentHash = createHash("sha256").update(found.contentHash).update(content).digest("hex");
    return { ...found, contentHash };
  });
  const [stranger] = byKey.keys();
  if (stranger) throw new Error(`The connector gave charges outside the slices it told of: ${stranger}.`);
  return slices;
}

function emptySlice({ billingAccountId, periodStart, periodEnd }: ToldSlice, n: number): StagedSlice {
  const nothing = {
    rows: 0,
    contentHash: "",
    months: [],
    firstDay: "",
    lastDay: "",
    providers: [],
    isDoubled: false,
    sums: new Map(),
  };
  return { n, billingAccountId, periodStart, periodEnd, ...nothing };
}
