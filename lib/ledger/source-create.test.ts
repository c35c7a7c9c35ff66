import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import {
  days,
  metrics,
  type Script,
  type ScriptedCloud,
  scriptedCloud,
} from "../sources/aws-cost-explorer/scripted-cloud";
import { changeSource } from "./source-change";
import { checkSource } from "./source-check";
import { createSource } from "./source-create";
import { sourceById, sourceList } from "./source-list";
import { pauseSource, resumeSource } from "./source-pause";
import { removeSource } from "./source-remove";
import { openedSource } from "./source-settings";
import { spendRequest } from "./sync-meter";
import { newRun, requestSync } from "./sync-request";

const now = new Date("2026-11-22T10:00:00Z");
const CANARY = "canary/secret+key=1";
const settings = { auth: "keys", accessKeyId: "AKIACANARY", secretAccessKey: CANARY };
const today: Script = () => days([{ day: "2026-11-22", total: metrics("5"), estimated: true }]);
let scope: Scope;
let cloud: ScriptedCloud | undefined;

beforeAll(async () => {
  await scratchDatabase();
  process.env.OUTLAY_SECRET ??= "a secret of these tests, long enough";
  const real = await db.workspace.create({ data: { slug: "main", name: "Main", kind: "real" } });
  scope = await systemScope(real.id);
});
afterAll(closeDatabase);
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  await db.source.deleteMany();
});

const added = (name = "AWS", more: Record<string, string | number> = {}) =>
  createSource(scope, { connector: "aws-cost-explorer", name, settings: { ...settings, ...more } }, now);

describe("a source", () => {
  it("is stored with its secret sealed: neither the settings, nor the list, nor the row hold it", async () => {
    const { id } = await added();
    const row = await db.source.findUniqueOrThrow({ where: { id } });
    const list = await sourceList(scope, now);
    const everywhere = JSON.stringify([row.settings, list, Buffer.from(row.sealed ?? []).toString("latin1")]);
    expect(everywhere).not.toContain(CANARY);
    expect(openedSource(row).settings).toMatchObject({ secretAccessKey: CANARY });
    expect(list[0]).toMatchObject({
      secrets: ["secretAccessKey", "sessionToken"],
      caps: { sync: 60, month: 1000, backfill: 500 },
    });
  });

  it("has an external id of its own, which nobody can choose", async () => {
    const [one, two] = [await added("one"), await added("two")];
    const ids = (await sourceList(scope, now)).map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((each) => /^[0-9a-f-]{36}$/.test(each))).toBe(true);
    await expect(added("three", { externalId: "mine" })).rejects.toMatchObject({
      code: "invalid",
      fields: { externalId: [expect.any(String)] },
    });
    expect(one.id).not.toBe(two.id);
  });

  it("keeps only what belongs to the chosen way of signing in", async () => {
    const role = { auth: "role", roleArn: "arn:aws:iam::123456789012:role/outlay" };
    const { id } = await added("AWS", role);
    const summary = await sourceById(scope, id, now);
    expect(summary.settings).not.toHaveProperty("accessKeyId");
    expect(summary.secrets).toEqual([]);
    expect(summary.instructions[0]?.text).toContain(summary.externalId);
  });

  it("has a name of its own, and says which field is wrong", async () => {
    await added();
    await expect(added()).rejects.toMatchObject({ code: "conflict", message: "There is already a source called AWS." });
    await expect(added("x", { requestsPerSync: 0 })).rejects.toMatchObject({
      fields: { requestsPerSync: [expect.any(String)] },
    });
  });

  it("is not added by a viewer, nor to the demo, nor seen from another workspace", async () => {
    await expect(
      createSource({ ...scope, role: "editor" }, { connector: "aws-cost-explorer", name: "x", settings: {} }, now),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      createSource(
        { ...scope, workspaceKind: "demo" },
        { connector: "aws-cost-explorer", name: "x", settings: {} },
        now,
      ),
    ).rejects.toMatchObject({ code: "conflict" });
    const { id } = await added();
    const elsewhere = await db.workspace.create({ data: { slug: "other", name: "Other", kind: "real" } });
    const stranger = await systemScope(elsewhere.id);
    const acts = [removeSource, pauseSource, requestSync, (who: Scope, what: string) => sourceById(who, what, now)];
    for (const act of acts) await expect(act(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(sourceById(scope, "not-an-id", now)).rejects.toMatchObject({ code: "not_found" });
  });

  it("changes its caps and keeps its secret, but not its billing account", async () => {
    const { id } = await added("AWS", { billingAccountId: "111122223333" });
    await changeSource(scope, id, { settings: { requestsPerSync: 5, secretAccessKey: "" } });
    const row = await db.source.findUniqueOrThrow({ where: { id } });
    expect(openedSource(row).settings).toMatchObject({ requestsPerSync: 5, secretAccessKey: CANARY });
    await expect(changeSource(scope, id, { settings: { billingAccountId: "999999999999" } })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("pauses, resumes and takes no sync while it is paused", async () => {
    const { id } = await added();
    await pauseSource(scope, id);
    await expect(requestSync(scope, id)).rejects.toThrow(/is paused/);
    await resumeSource(scope, id, now);
    await expect(requestSync(scope, id)).resolves.toHaveProperty("runId");
  });

  it("leaves with its charges, in one step, and other sources' charges stay", async () => {
    const [gone, kept] = [await added("gone"), await added("kept")];
    for (const { id } of [gone, kept]) await chargeOf(id);
    await removeSource(scope, gone.id);
    const left = await db.$queryRaw`select count(*)::int as charges from charge`;
    expect(left).toEqual([{ charges: 1 }]);
    expect((await sourceList(scope, now)).map(({ name }) => name)).toEqual(["kept"]);
  });
});

describe("checking a source", () => {
  it("keeps what AWS said, and counts the request", async () => {
    cloud = await scriptedCloud(today);
    const { id } = await added();
    await checkSource(scope, id, { now, endpoint: cloud.url });
    const summary = await sourceById(scope, id, now);
    expect(summary.lastCheck).toMatchObject({ ok: true, at: now.toISOString() });
    expect(await requestsOf(id)).toBe(1);
  });

  it("never shows a secret that AWS repeats", async () => {
    cloud = await scriptedCloud(() => ({ type: "ValidationException", message: `bad ${CANARY}` }));
    const { id } = await added();
    const { message } = await checkSource(scope, id, { now, endpoint: cloud.url });
    expect(message).toContain("bad ***");
  });

  it("does not ask when the month's cap is used up", async () => {
    cloud = await scriptedCloud(today);
    const { id } = await added("AWS", { requestsPerMonth: 1 });
    await checkSource(scope, id, { now, endpoint: cloud.url });
    const second = await checkSource(scope, id, { now, endpoint: cloud.url });
    expect(second).toMatchObject({
      ok: false,
      message: expect.stringMatching(/1 request \(\$0.01\) of this month is used up/) as string,
    });
    expect(cloud.asked).toHaveLength(1);
  });
});

describe("the meter", () => {
  const caps = { sync: 7, month: 50, backfill: 9 };
  const spend = (sourceId: string, runId: string | null, purpose: "sync" | "backfill" | "check") =>
    spendRequest({ sourceId, runId, purpose, caps, price: "0.01" });

  it("crosses no cap by a single request, however many ask at once", async () => {
    const { id } = await added();
    const { runId } = await newRun(scope, { id, name: "AWS" }, "running");
    const asked = await Promise.allSettled(Array.from({ length: 30 }, () => spend(id, runId, "sync")));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    expect(await requestsOf(id)).toBe(7);
    const run = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
    expect([run.requests, run.requestCost.toFixed(2)]).toEqual([7, "0.07"]);
  });

  it("counts first readings together, over all their tries", async () => {
    const { id } = await added();
    const runs = [await newRun(scope, { id, name: "AWS" }, "running")];
    for (let request = 0; request < 6; request++) await spend(id, runs[0]?.runId ?? null, "backfill");
    await db.importRun.updateMany({ where: { sourceId: id }, data: { state: "failed" } });
    runs.push(await newRun(scope, { id, name: "AWS" }, "running"));
    for (let request = 0; request < 3; request++) await spend(id, runs[1]?.runId ?? null, "backfill");
    await expect(spend(id, runs[1]?.runId ?? null, "backfill")).rejects.toMatchObject({
      code: "cap_reached",
      cap: "backfill",
    });
  });

  it("counts everything against the month, checks too", async () => {
    const { id } = await added();
    for (let request = 0; request < 50; request++) await spend(id, null, "check");
    await expect(spend(id, null, "sync")).rejects.toMatchObject({ cap: "month" });
    expect((await sourceById(scope, id, new Date())).meter).toMatchObject({ requests: 50, dollars: "0.50" });
  });

  it("stops when the source is removed meanwhile", async () => {
    const { id } = await added();
    await removeSource(scope, id);
    await expect(spend(id, null, "check")).rejects.toMatchObject({ code: "not_found" });
  });
});

async function requestsOf(sourceId: string): Promise<number> {
  const meters = await db.requestMeter.findMany({ where: { sourceId } });
  return meters.reduce((sum, { requests }) => sum + requests, 0);
}

async function chargeOf(sourceId: string): Promise<void> {
  const workspaceId = scope.workspaceId;
  const run = await db.importRun.create({ data: { workspaceId, sourceId, kind: "file", state: "succeeded" } });
  const period = { periodStart: new Date("2026-11-01"), periodEnd: new Date("2026-12-01") };
  const slice = await db.importSlice.create({
    data: {
      workspaceId,
      sourceId,
      runId: run.id,
      billingAccountId: sourceId,
      ...period,
      contentHash: "x",
      rows: 1n,
      months: [],
    },
  });
  await db.$executeRaw`create table if not exists charge_2026_11 partition of charge for values from ('2026-11-01') to ('2026-12-01')`;
  await db.$executeRaw`
    insert into charge (billed, effective, period_start, period_end, charge_day, slice_id, account_id, service_id, region_id,
                        resource_id, sku_id, tag_set_id, commitment_id, charge_kind_id)
    values (1, 1, '2026-11-03', '2026-11-04', '2026-11-03', ${slice.id}, 1, 1, 1, 1, 1, 1, 1, 1)`;
}
