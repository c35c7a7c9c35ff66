import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { pool } from "../db/pool";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain } from "../focus/money";
import type { ImportProgress } from "./import-outcome";
import { workDirectory } from "./import-process";
import { recoverImports } from "./import-recover";
import { csvOf, importRows, inTrialFolder, trialFile, trialScope, trialSource } from "./import-trial";
import { requestImport, runImport } from "./request-import";
import { changeTrackedTags } from "./store/rollups";

beforeAll(async () => {
  await scratchDatabase();
  inTrialFolder();
});
afterAll(closeDatabase);

let scope: Scope;
let sourceId: string;
beforeEach(async () => {
  scope = await trialScope();
  sourceId = await trialSource(scope, "Bill");
  await importRows(scope, sourceId, [{ BilledCost: "1" }]);
});

const restated = Array.from({ length: 3000 }, (_, index) => ({ BilledCost: "0.001", ResourceId: `${index % 500}` }));

async function requested(): Promise<string> {
  const file = await trialFile("bill.csv", csvOf(restated));
  return (await requestImport(scope, { sourceName: "Bill", files: [file] })).runId;
}

async function billed(): Promise<string> {
  const [row] = await rowsOf<{ billed: string }>(sql`
    select sum(billed)::text as billed from rollup_day join import_slice slice on slice.id = slice_id
    where slice.source_id = ${sourceId}::uuid`);
  return plain(row?.billed ?? "0");
}

const stateOf = async (id: string) => (await db.importRun.findUniqueOrThrow({ where: { id } })).state;

/** Process ids of the children of this process. */
async function children(): Promise<number[]> {
  const tasks = await readdir(`/proc/${process.pid}/task`);
  const lists = tasks.map((task) => readFile(`/proc/${process.pid}/task/${task}/children`, "utf8").catch(() => ""));
  return (await Promise.all(lists)).flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}

describe.skipIf(!existsSync("/proc/self/task"))("a killed import", () => {
  it.each(["reading", "sorting", "naming", "storing", "rolling up"])(
    "whose process dies while %s leaves what was there, and the next one completes",
    async (step) => {
      const runId = await requested();
      let isKilled = false;
      const kill = async (progress: ImportProgress) => {
        if (progress.step !== step || isKilled) return;
        isKilled = true;
        for (const pid of await children()) {
          const isImport = (await commandOf(pid)).includes("import-child");
          if (isImport) process.kill(pid, "SIGKILL");
        }
      };
      const ended = await runImport(scope, runId, (progress) => void kill(progress)).then(
        () => "imported",
        (error: Error) => error.message,
      );
      // The step may have ended before the signal arrived: then all of the import is there, never a part.
      expect(["1", "3"]).toContain(await billed());
      if (ended === "imported") expect([await billed(), await stateOf(runId)]).toEqual(["3", "succeeded"]);
      else {
        expect(ended).toContain("The import process ended before it said that it was done (SIGKILL).");
        if ((await billed()) === "1") expect(await stateOf(runId)).toBe("failed");
      }
      await runImport(scope, await requested(), () => {});
      expect(await billed()).toBe("3");
      expect(await readdir(workDirectory())).toEqual([]);
    },
  );

  it.each(["reading", "storing"])("whose starter dies while %s ends by itself and is recovered", async (step) => {
    const runId = await requested();
    const starter = await startElsewhere(runId, step);
    const [, signal] = await once(starter, "exit");
    expect(signal).toBe("SIGKILL");
    await db.importRun.updateMany({ where: { id: runId, state: "running" }, data: { heartbeatAt: new Date(0) } });
    await recoverImports();
    const state = await stateOf(runId);
    expect([await billed(), state]).toEqual(state === "succeeded" ? ["3", "succeeded"] : ["1", "failed"]);
    await runImport(scope, await requested(), () => {});
    expect(await billed()).toBe("3");
    expect(await readdir(workDirectory())).toEqual([]);
  });

  it("that was given up for dead cannot commit any more", async () => {
    const runId = await requested();
    let given: Promise<unknown> = Promise.resolve();
    const giveUp = () => db.importRun.updateMany({ where: { id: runId, state: "running" }, data: { state: "failed" } });
    const importing = runImport(scope, runId, ({ step }) => {
      if (step === "reading") given = giveUp();
    });
    await importing.catch(() => {});
    await given;
    expect(["1", "3"]).toContain(await billed());
    expect(await stateOf(runId)).toBe((await billed()) === "1" ? "failed" : "succeeded");
  });
});

describe("an import that has to wait for others", () => {
  it("tells how far it is while it stores, and ends when its charges are there", async () => {
    const runId = await requested();
    const client = await pool().connect();
    try {
      await client.query("begin");
      const { text, values } = changeTrackedTags;
      await client.query({ text, values });
      const importing = runImport(scope, runId, () => {});
      const progress = sql`select progress ->> 'text' as text from import_run where id = ${runId}::uuid`;
      await expect.poll(async () => await rowsOf(progress), { timeout: 20_000 }).toEqual([{ text: "Adding up" }]);
      const [waits] = await rowsOf<{ until: Date }>(sql`select clock_timestamp() as until`);
      await client.query("commit");
      expect(await importing).toMatchObject({ state: "succeeded" });
      const { finishedAt } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
      expect(finishedAt?.getTime()).toBeGreaterThanOrEqual(waits?.until.getTime() ?? Number.NaN);
    } finally {
      client.release(true);
    }
  });
});

describe("an import that is asked for", () => {
  it("is queued, run once, and told of on the run", async () => {
    const runId = await requested();
    expect(await stateOf(runId)).toBe("queued");
    const outcome = await runImport(scope, runId, () => {});
    expect(outcome).toMatchObject({ state: "succeeded", rows: 3000 });
    expect(await stateOf(runId)).toBe("succeeded");
    await expect(runImport(scope, runId, () => {})).rejects.toThrow("This import is not waiting to be run");
  });

  it("tells on the run what was refused", async () => {
    const file = await trialFile("bill.csv", csvOf([{ BilledCost: "x" }]));
    const { runId } = await requestImport(scope, { files: [file] });
    await expect(runImport(scope, runId, () => {})).rejects.toThrow("1 row cannot be imported");
    const run = await db.importRun.findUniqueOrThrow({ where: { id: runId }, include: { source: true } });
    expect(run).toMatchObject({ state: "failed", rejectedCount: 1, error: { code: "invalid" } });
    expect(run.rejected).toEqual([
      { file: "bill.csv", row: 2, field: "BilledCost", value: "x", reason: "This is not a number such as 1234.56." },
    ]);
    expect(run.source.name).toBe("Uploaded files");
  });

  it("is refused to viewers, for the demo company, without files, and for a connector's source", async () => {
    const file = await trialFile("bill.csv", csvOf([{}]));
    const files = [file];
    await expect(requestImport({ ...scope, role: "viewer" }, { files })).rejects.toThrow("This needs the role editor");
    await expect(requestImport(await trialScope("demo"), { files })).rejects.toThrow("not into the demo company");
    await expect(requestImport(scope, { files: [] })).rejects.toThrow("Choose at least one file");
    await expect(requestImport(scope, { files: [{ path: "/nowhere", name: "x" }] })).rejects.toThrow(
      "There is no file",
    );
    const { workspaceId } = scope;
    await db.source.create({ data: { workspaceId, connector: "aws-cost-explorer", name: "AWS" } });
    await expect(requestImport(scope, { sourceName: "AWS", files })).rejects.toThrow("AWS reads from a provider");
  });
});

/** A process that runs the import and dies without a word at the step. */
async function startElsewhere(runId: string, step: string): Promise<ChildProcess> {
  const { path } = await trialFile(
    "starter.mts",
    `import { runImport } from ${JSON.stringify(join(import.meta.dirname, "request-import.ts"))};
     await runImport(${JSON.stringify(scope)}, ${JSON.stringify(runId)}, (progress) => {
       if (progress.step === ${JSON.stringify(step)}) process.kill(process.pid, "SIGKILL");
     });`,
  );
  return fork(path, { cwd: join(import.meta.dirname, "../.."), execArgv: ["--import", "tsx"], stdio: "ignore" });
}

async function commandOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
}
