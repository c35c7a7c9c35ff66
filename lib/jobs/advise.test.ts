import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { adviceRuns, lookedAt } from "../rightsizing/list/overview";
import { aloneIn } from "../rightsizing/run/alone";
import { requestLook } from "../rightsizing/run/request";
import { runAdvice } from "../rightsizing/run/run";
import { lookWhereAsked, queueDueLooks } from "./advise";

const now = new Date();
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const worker = new AbortController().signal;
const programs = mkdtempSync(join(tmpdir(), "outlay-looks-"));
let scope: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = await systemScope((await realWorkspace()).id);
});
afterAll(closeDatabase);
afterAll(() => rmSync(programs, { recursive: true }));

const states = async () => (await adviceRuns(scope)).map(({ state }) => state);

/** Looks with a process in place of ours that notes that it was started, and dies. */
async function lookWithDying(): Promise<number> {
  const path = join(programs, "lib/rightsizing/run/look-child.js");
  const notes = join(programs, "started");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(notes, "");
  const noted = `require("node:fs").appendFileSync(${JSON.stringify(notes)}, "x")`;
  writeFileSync(path, `process.once("message", () => { ${noted}; process.kill(process.pid, "SIGKILL"); });`);
  const { OUTLAY_PROGRAMS } = process.env;
  process.env.OUTLAY_PROGRAMS = programs;
  try {
    await lookWhereAsked(worker);
  } finally {
    process.env.OUTLAY_PROGRAMS = OUTLAY_PROGRAMS;
  }
  return readFileSync(notes, "utf8").length;
}

it("looks when somebody asks, once however often that is, and however many workers there are", async () => {
  expect(await lookedAt(scope)).toMatchObject({ isDone: false, isBehind: false });
  const { runId } = await requestLook(scope, now);
  expect(await requestLook(scope, now)).toEqual({ runId });
  expect(await states()).toEqual(["queued"]);
  await Promise.all([lookWhereAsked(worker), lookWhereAsked(worker)]);
  await lookWhereAsked(worker);
  expect(await states()).toEqual(["succeeded"]);
  await expect(requestLook({ ...scope, role: "viewer" }, now)).rejects.toThrow("editor");
});

it("looks once a day by itself, and takes up what a killed process left", async () => {
  expect(await lookedAt(scope)).toMatchObject({ isDone: true, isBehind: false, hasBill: false });
  await rowsOf(sql`update workspace set data_version = 1 where id = ${scope.workspaceId}::uuid`);
  expect(await lookedAt(scope)).toMatchObject({ isBehind: true, hasBill: true });
  await queueDueLooks(later(0));
  expect(await states()).toEqual(["succeeded"]);
  await queueDueLooks(later(24));
  await queueDueLooks(later(24));
  expect(await states()).toEqual(["queued", "succeeded"]);
  await rowsOf(sql`update rightsizing_run set state = 'running' where state = 'queued'`);
  await lookWhereAsked(worker);
  expect(await states()).toEqual(["succeeded", "succeeded"]);
});

it("starts no process for what another process is at", async () => {
  await requestLook(scope, later(48));
  await aloneIn(scope, async () => {
    expect(await lookWithDying()).toBe(0);
  });
  expect((await states())[0]).toBe("queued");
});

it("leaves an interrupted look at providers to whoever asks them", async () => {
  const { runId } = await requestLook(scope, later(48));
  await rowsOf(sql`
    update rightsizing_run set state = 'running', progress = '{"tally": {"places": {}}}' where id = ${runId}::uuid`);
  await runAdvice(scope, { inventories: [], advice: [] }, later(47));
  const left = (await adviceRuns(scope)).find(({ id }) => id === runId);
  expect(left).toMatchObject({ state: "running", inventory: true });
  await rowsOf(sql`update rightsizing_run set state = 'queued', progress = null where id = ${runId}::uuid`);
});

it("goes on with a look whose process died, and gives it up with the reason when it dies at the same place", async () => {
  for (const state of ["queued", "queued"]) {
    expect(await lookWithDying()).toBe(1);
    const [run] = await adviceRuns(scope);
    expect(run).toMatchObject({ state, problems: [{ message: expect.stringContaining("SIGKILL") }] });
  }
  await lookWithDying();
  const [run] = await adviceRuns(scope);
  expect(run).toMatchObject({ state: "failed", problems: [{ message: expect.stringContaining("SIGKILL") }] });
  expect(await lookWithDying()).toBe(0);
  const { runId } = await requestLook(scope, later(49));
  expect(await lookWithDying()).toBe(1);
  await lookWhereAsked(worker);
  const again = (await adviceRuns(scope)).find(({ id }) => id === runId);
  expect(again).toMatchObject({ state: "succeeded", problems: [] });
});
