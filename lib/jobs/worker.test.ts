import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { type CloudCharge, changedEstate, estateOf } from "../demo/cloud/estate";
import { type RunningCloud, startCloud } from "../demo/cloud-server";
import { createSource } from "../ledger/source-create";
import { sourceById } from "../ledger/source-list";
import { removeSource } from "../ledger/source-remove";
import { queueDueSyncs } from "../ledger/sync-due";
import { recoverSyncs } from "../ledger/sync-recover";
import { requestSync } from "../ledger/sync-request";
import { runSync } from "../ledger/sync-run";
import { wakeWorker } from "./queue";
import { startWorker } from "./worker";

const CANARY = "canary-of-the-worker-test";
const today = new Date().toISOString().slice(0, 10);
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
let scope: Scope;
let cloud: RunningCloud;

const line = (more: Partial<CloudCharge>): CloudCharge => ({
  day: yesterday,
  account: "111122223333",
  service: "Amazon Simple Storage Service",
  region: "us-east-1",
  recordType: "Usage",
  usageType: "x",
  unblended: "1.5000000001",
  ...more,
});
const bill = estateOf(
  [line({}), line({ day: today, unblended: "2" }), line({ unblended: "0.25", hidden: true })],
  today,
);

beforeAll(async () => {
  await scratchDatabase();
  process.env.OUTLAY_SECRET ??= "a secret of these tests, long enough";
  process.env.OUTLAY_DEMO = "0";
  scope = await systemScope((await realWorkspace()).id);
});
beforeEach(async () => {
  cloud = await startCloud(bill);
  process.env.AWS_ENDPOINT_URL_COST_EXPLORER = cloud.url;
});
afterEach(async () => {
  await cloud.stop();
  for (const { id } of await db.source.findMany()) await removeSource(scope, id);
});
afterAll(closeDatabase);

async function added(name = "AWS", settings: Record<string, string | number> = {}) {
  const keys = { auth: "keys", accessKeyId: "AKIATEST", secretAccessKey: CANARY };
  const { id } = await createSource(
    scope,
    { connector: "aws-cost-explorer", name, settings: { ...keys, ...settings } },
    new Date(),
  );
  return id;
}

async function synced(sourceId: string) {
  const { runId } = await requestSync(scope, sourceId);
  await runSync(scope, runId, () => {}, { now: new Date() }).catch(() => {}); // The run tells.
  return await db.importRun.findUniqueOrThrow({ where: { id: runId } });
}

/** What the ledger holds, day by day. */
async function ledger(): Promise<Record<string, string>> {
  const rows = await rowsOf<{ day: string; billed: string }>(
    sql`select day::text as day, trim_scale(sum(billed))::text as billed from rollup_day group by day order by day`,
  );
  return Object.fromEntries(rows.map(({ day, billed }) => [day, billed]));
}

async function ended(runId: string) {
  for (;;) {
    const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    if (!["queued", "running"].includes(run.state)) return run;
    await pause(50);
  }
}

const whole = { [yesterday]: "1.7500000001", [today]: "2" };

describe("a sync", () => {
  it("fills the ledger with exactly what AWS states, and says what it asked and when it is due again", async () => {
    const id = await added();
    const run = await synced(id);
    expect(run).toMatchObject({ state: "succeeded", error: null, requests: cloud.requests() });
    expect(run.requestCost.toFixed(2)).toBe((cloud.requests() / 100).toFixed(2));
    expect(await ledger()).toEqual(whole);
    const source = await sourceById(scope, id, new Date());
    expect(source).toMatchObject({ dataThrough: today, lastRun: { state: "succeeded" }, activeRunId: null });
    expect(Date.parse(source.nextSyncAt ?? "")).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });

  it("replaces open months as a whole, so that what vanished at AWS vanishes here", async () => {
    const id = await added();
    await synced(id);
    cloud.show(
      changedEstate(bill, (each) => (each.day === today && !each.hidden ? null : { ...each, unblended: "4" })),
    );
    expect(await synced(id)).toMatchObject({ state: "succeeded" });
    expect(await ledger()).toEqual({ [yesterday]: "8" });
    expect(await synced(id)).toMatchObject({ state: "unchanged" });
  });

  it.each([
    ["a refusal half-way", { kind: "denied", after: 2 } as const, {}, /permission ce:GetCostAndUsage is missing/],
    [
      "a cap",
      { kind: "slow", times: 0 } as const,
      { requestsPerSync: 2 },
      /this sync needs more than its 2 requests \(\$0.02\)/,
    ],
  ])("that ends with %s changes nothing and says why", async (_why, fault, caps, sentence) => {
    const id = await added("AWS", { ...caps });
    await synced(id);
    const before = [await ledger(), cloud.requests()] as const;
    expect(before[0]).toEqual(whole);
    cloud.show(changedEstate(bill, (each) => ({ ...each, unblended: "100" })));
    cloud.inject(fault);
    const run = await synced(id);
    expect(run).toMatchObject({ state: "failed", error: { message: expect.stringMatching(sentence) as string } });
    expect(await ledger()).toEqual(before[0]);
    if (run.error && "code" in Object(run.error) && Object(run.error).code === "cap_reached") {
      expect(cloud.requests() - before[1]).toBe(2);
    }
  });

  it("keeps secrets out of runs, sources and errors", async () => {
    const id = await added();
    await db.source.update({ where: { id }, data: { externalId: `external-of-${id}` } });
    await synced(id);
    const rows = await rowsOf<{ text: string }>(sql`
      select coalesce(string_agg(run::text, ' '), '') as text from import_run run
      union all select string_agg(concat(settings, memory, last_check), ' ') from source`);
    expect(rows.map(({ text }) => text).join()).not.toContain(CANARY);
  });

  it("says how far it is while it runs", async () => {
    const id = await added();
    cloud.inject({ kind: "slow", milliseconds: 900 });
    const { runId } = await requestSync(scope, id);
    const running = runSync(scope, runId, () => {}, { now: new Date() });
    const seen = new Set<string>();
    while (seen.size < 2) {
      const { progress } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
      if (progress) seen.add((progress as { text: string }).text);
      await pause(50);
    }
    expect([...seen]).toEqual(["AWS's own total of each day", "Which types of charge there are"]);
    cloud.clearFaults();
    await running;
  });

  it("whose source is removed meanwhile stops and leaves nothing behind", async () => {
    const id = await added();
    cloud.inject({ kind: "slow", milliseconds: 300 });
    const { runId } = await requestSync(scope, id);
    const running = runSync(scope, runId, () => {}, { now: new Date() });
    while (cloud.requests() === 0) await pause(20);
    await removeSource(scope, id);
    await expect(running).rejects.toThrow(/removed/);
    expect(await ledger()).toEqual({});
  });
});

describe("workers", () => {
  it("share what is waiting: two of them do each run once, at once", async () => {
    const ids = [await added("one"), await added("two"), await added("three")];
    const workers = [await startWorker(), await startWorker()];
    try {
      const runs = await Promise.all(ids.map((id) => requestSync(scope, id)));
      await wakeWorker();
      for (const { runId } of runs) expect(await ended(runId)).toMatchObject({ state: "succeeded" });
      expect(await db.importRun.count()).toBe(3);
      expect(await ledger()).toEqual({ [yesterday]: "5.2500000003", [today]: "6" });
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  });

  it("hand a sync back when they stop, and the next one completes it", async () => {
    cloud.inject({ kind: "slow", milliseconds: 400 });
    const id = await added();
    const first = await startWorker();
    const { runId } = await requestSync(scope, id);
    await wakeWorker();
    while (cloud.requests() === 0) await pause(20);
    await first.stop();
    expect(await db.importRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ state: "queued" });
    cloud.clearFaults();
    const second = await startWorker();
    expect(await ended(runId)).toMatchObject({ state: "succeeded" });
    await second.stop();
    expect(await ledger()).toEqual(whole);
  });

  it("recover a sync that was killed in the middle: the data stay whole and the next one completes", async () => {
    const id = await added();
    await synced(id);
    cloud.show(changedEstate(bill, (each) => ({ ...each, unblended: "3" })));
    cloud.inject({ kind: "slow", milliseconds: 60_000 });
    const { runId } = await requestSync(scope, id);
    const asked = cloud.requests();
    const child = syncInAnotherProcess(runId);
    while (cloud.requests() === asked) await pause(50);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await ledger()).toEqual(whole);
    await expect(requestSync(scope, id)).rejects.toMatchObject({ code: "busy" });

    await db.importRun.update({ where: { id: runId }, data: { heartbeatAt: new Date(Date.now() - 600_000) } });
    cloud.clearFaults();
    expect(await recoverSyncs()).toBe(1);
    const interrupted = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    expect(interrupted).toMatchObject({
      state: "failed",
      requests: 1,
      error: { message: expect.stringMatching(/interrupted/) as string },
    });
    expect(await queueDueSyncs(new Date())).toBe(1);
    const worker = await startWorker();
    const [next] = await db.importRun.findMany({ where: { sourceId: id }, orderBy: { requestedAt: "desc" }, take: 1 });
    expect(await ended(next?.id ?? "")).toMatchObject({ state: "succeeded" });
    await worker.stop();
    expect(await ledger()).toEqual({ [yesterday]: "6", [today]: "3" });
  });
});

function syncInAnotherProcess(runId: string) {
  const file = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const code = `
    const { runSync } = await import(${file("../ledger/sync-run.ts")});
    const { systemScope } = await import(${file("../auth/workspaces.ts")});
    await runSync(await systemScope(${JSON.stringify(scope.workspaceId)}), ${JSON.stringify(runId)}, () => {}, { now: new Date() });`;
  const argv = ["--import", "tsx", "--input-type=module", "-e", code];
  return spawn(process.execPath, argv, { env: process.env, stdio: "inherit" });
}
