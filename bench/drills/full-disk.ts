import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { closeDatabase } from "../../lib/db/client";
import { clusterOf } from "../../lib/db/embedded/cluster";
import { readState } from "../../lib/db/embedded/state";
import { rowsOf, type Sql, sql } from "../../lib/db/sql";
import { workDirectory } from "../../lib/ledger/import-process";
import { csvOf } from "../../lib/ledger/import-trial";
import { requestImport, runImport } from "../../lib/ledger/request-import";
import { askCosts } from "../../lib/query/run";
import type { drillGround } from "./killed-imports";
import { ledgerState } from "./ledger-state";

type Ground = Awaited<ReturnType<typeof drillGround>>;

const SMALL = "size=4m";
const ROWS = 60_000;

/**
 * The disk of the import is full, then the disk of the database: the import says so, what was there stays, and
 * questions are answered. Null where no small disk can be made, which only root can.
 */
export async function diskFull(ground: Ground): Promise<string[] | null> {
  const file = largeFile(ground.dataDir);
  const small = join(ground.dataDir, "small");
  if (!mounted(small)) return null;
  try {
    return [...(await importDiskFull(ground, file)), ...(await databaseDiskFull(ground, file, small))];
  } finally {
    await closeDatabase();
    spawnSync("umount", [small]);
  }
}

function largeFile(folder: string) {
  const path = join(folder, "large.csv");
  const month = { BillingPeriodStart: "2026-06-01T00:00:00Z", BillingPeriodEnd: "2026-07-01T00:00:00Z" };
  const day = { ChargePeriodStart: "2026-06-02T00:00:00Z", ChargePeriodEnd: "2026-06-03T00:00:00Z" };
  const rows = Array.from({ length: ROWS }, (_, index) => ({ ...month, ...day, ResourceId: `resource-${index}` }));
  writeFileSync(path, csvOf(rows));
  return { path, name: "large.csv" };
}

async function importDiskFull(ground: Ground, file: { path: string; name: string }): Promise<string[]> {
  const work = workDirectory();
  await rm(work, { recursive: true, force: true });
  if (!mounted(work)) return [`full disk: ${work} could not be made small`];
  try {
    return await refused(ground, file, "The disk is full.");
  } finally {
    spawnSync("umount", [work]);
  }
}

async function databaseDiskFull(
  ground: Ground,
  file: { path: string; name: string },
  small: string,
): Promise<string[]> {
  const state = readState(ground.dataDir);
  const { uid, gid } = statSync(state ? clusterOf(state) : ground.dataDir);
  const place = join(small, "tables");
  mkdirSync(place);
  chownSync(place, uid, gid);
  await run(`create tablespace small location '${place}'`);
  await run("alter database outlay set default_tablespace = small");
  await closeDatabase(); // the setting is for new connections
  try {
    return await refused(ground, file, "The disk of the database is full.");
  } finally {
    await run("alter database outlay reset default_tablespace");
    await run("drop table if exists charge_2026_06");
    await run("drop tablespace small");
  }
}

async function refused(ground: Ground, file: { path: string; name: string }, sentence: string): Promise<string[]> {
  const before = await ledgerState(ground.sourceId);
  const { runId } = await requestImport(ground.scope, { sourceName: "Drill", files: [file] });
  const ended = await runImport(ground.scope, runId, () => {}).then(
    () => "it was imported all the same",
    (error: Error) => error.message,
  );
  const after = await ledgerState(ground.sourceId);
  const period = { from: "2026-03-01", to: "2026-05-01" };
  const { answers } = await askCosts(ground.scope, {
    period,
    grain: "total",
    groupBy: [],
    where: [],
    metric: "billed",
  });
  const problems: string[] = [];
  if (!ended.startsWith(sentence)) problems.push(`full disk: ${ended}`);
  if (after.billed !== before.billed || after.problem) problems.push(`full disk: ${after.problem ?? after.billed}`);
  if (answers[0]?.total !== before.billed) problems.push(`full disk: a question is answered with ${answers[0]?.total}`);
  return problems;
}

/** A file system of a few megabytes in memory at this folder. */
function mounted(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync("mount", ["-t", "tmpfs", "-o", `${SMALL},mode=755`, "tmpfs", folder]).status === 0;
}

// Text of our own; nothing in it comes from outside.
async function run(text: string): Promise<void> {
  await rowsOf({ ...sql``, text, values: [] } as unknown as Sql);
}
