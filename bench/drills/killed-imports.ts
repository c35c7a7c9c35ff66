import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "../../lib/auth/scope";
import { closeDatabase, db } from "../../lib/db/client";
import { revive } from "../../lib/db/embedded/server";
import type { ImportOutcome } from "../../lib/ledger/import-outcome";
import { recoverImports } from "../../lib/ledger/import-recover";
import { requestImport, runImport } from "../../lib/ledger/request-import";
import { runImportJob } from "../../lib/ledger/run-import-job";
import { type DrillBill, drillBills } from "./drill-bill";
import { isServing, killed, postmasterOf } from "./kill";
import { ledgerState, untilQuiet } from "./ledger-state";
import type { Random } from "./random";

export const victims = ["import", "worker", "Postgres"] as const;
export type Victim = (typeof victims)[number];

export type KillCount = { points: number; old: number; fresh: number; problems: string[] };

type Ground = { scope: Scope; dataDir: string; sourceId: string; millis: number };

/** Where drills are done: a workspace with a source that holds a bill, and how long an import of it takes. */
export async function drillGround(scope: Scope, dataDir: string): Promise<Ground & { bills: [DrillBill, DrillBill] }> {
  const bills = drillBills(dataDir);
  const { id: sourceId } = await db.source.create({
    data: { workspaceId: scope.workspaceId, connector: "file", name: "Drill" },
  });
  const ground = { scope, dataDir, sourceId, millis: 0 };
  await completed(ground, bills[0]);
  const began = performance.now();
  await completed(ground, bills[1]);
  return { ...ground, millis: performance.now() - began, bills };
}

/** Kills at a random moment of an import, looks what is left, and lets the next import complete. */
export async function killOnce(
  ground: Awaited<ReturnType<typeof drillGround>>,
  victim: Victim,
  random: Random,
  count: KillCount,
): Promise<void> {
  const before = await ledgerState(ground.sourceId);
  const [first, second] = ground.bills;
  const [old, fresh] = before.billed === first.billed ? [first, second] : [second, first];
  const after = random() * ground.millis * 1.2;
  await strike[victim](ground, fresh, after);
  if (victim === "Postgres") await raised(ground);
  await untilQuiet();
  await db.importRun.updateMany({ where: { state: "running" }, data: { heartbeatAt: new Date(0) } });
  await recoverImports();

  const found = await ledgerState(ground.sourceId);
  const told = `${victim} killed after ${after.toFixed(0)} ms`;
  count.points++;
  if (found.billed === old.billed) count.old++;
  else if (found.billed === fresh.billed) count.fresh++;
  else count.problems.push(`${told}: the ledger holds ${found.billed}, neither the old nor the new bill`);
  if (found.problem) count.problems.push(`${told}: ${found.problem}`);

  await completed(ground, fresh);
  const next = await ledgerState(ground.sourceId);
  if (next.billed !== fresh.billed || next.problem) {
    count.problems.push(`${told}: the next import left ${next.problem ?? next.billed}`);
  }
}

/** An import in this process, which nobody kills. */
async function completed({ scope, sourceId, dataDir }: Ground, { file }: DrillBill): Promise<ImportOutcome> {
  const { workspaceId } = scope;
  const run = await db.importRun.create({ data: { workspaceId, sourceId, kind: "file", state: "running" } });
  const directory = join(dataDir, "drill-work");
  await mkdir(directory, { recursive: true });
  try {
    const job = {
      workspaceId,
      sourceId,
      runId: run.id,
      files: [file],
      directory,
      slices: null,
      delivery: null,
      notes: [],
    };
    return await runImportJob({ ...job, finishes: true }, () => {});
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const strike: Record<Victim, (ground: Ground, bill: DrillBill, after: number) => Promise<void>> = {
  import: async ({ scope }, { file }, after) => {
    const { runId } = await requestImport(scope, { sourceName: "Drill", files: [file] });
    let isStruck = false;
    await runImport(scope, runId, () => {
      if (isStruck) return;
      isStruck = true;
      setTimeout(() => killed("import-child"), after);
    }).catch(() => {});
  },
  worker: async ({ scope }, { file }, after) => {
    const { runId } = await requestImport(scope, { sourceName: "Drill", files: [file] });
    await once(startedWorker(scope, runId, after), "exit");
  },
  Postgres: async ({ scope, dataDir }, { file }, after) => {
    const { runId } = await requestImport(scope, { sourceName: "Drill", files: [file] });
    let striking: Promise<void> = Promise.resolve();
    let isStruck = false;
    await runImport(scope, runId, () => {
      if (isStruck) return;
      isStruck = true;
      striking = wait(after)
        .then(() => process.kill(postmasterOf(dataDir), "SIGKILL"))
        .then(() => {});
    }).catch(() => {});
    await striking;
  },
};

/** A process that runs the import as a worker does and dies without a word. */
function startedWorker(scope: Scope, runId: string, after: number): ChildProcess {
  return fork(join(import.meta.dirname, "dying-worker.ts"), [JSON.stringify(scope), runId, String(after)], {
    cwd: join(import.meta.dirname, "../.."),
    execArgv: ["--import", "tsx"],
    stdio: "ignore",
  });
}

/** Starts the killed server again and throws away the connections to the dead one. */
async function raised({ dataDir }: Ground): Promise<void> {
  await closeDatabase().catch(() => {});
  // A kill returns before its process is gone, and a server that still seems to run is not started.
  for (let look = 0; look < 500 && isServing(dataDir); look++) await wait(20);
  await revive(dataDir, "the drills");
}
