import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { createSource } from "./source-create";
import { pauseSource } from "./source-pause";
import { queueDueSyncs } from "./sync-due";
import { recoverSyncs } from "./sync-recover";
import { requestSync } from "./sync-request";

const now = new Date();
const inAnHour = new Date(now.getTime() + 3_600_000);
const longAgo = new Date(now.getTime() - 600_000);
let scope: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = await systemScope((await realWorkspace()).id);
});
afterAll(closeDatabase);
afterEach(async () => {
  await db.source.deleteMany();
});

async function added(name = "AWS"): Promise<string> {
  return (await createSource(scope, { connector: "aws-cost-explorer", name, settings: { auth: "chain" } }, now)).id;
}

/** A sync whose process died: it was running, and has not said for a while that it is alive. */
async function killed(sourceId: string) {
  const { runId } = await requestSync(scope, sourceId);
  await db.importRun.update({ where: { id: runId }, data: { state: "running", heartbeatAt: longAgo } });
  return runId;
}

describe("asking for a sync", () => {
  it("has one effect, however many ask", async () => {
    const id = await added();
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => requestSync(scope, id)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of asked) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "busy" });
  });

  it("takes the place of one whose process died", async () => {
    const id = await added();
    const dead = await killed(id);
    const { runId } = await requestSync(scope, id);
    expect(runId).not.toBe(dead);
    expect(await db.importRun.findUniqueOrThrow({ where: { id: dead } })).toMatchObject({ state: "failed" });
  });

  it("is refused for uploaded files, with what to do instead", async () => {
    const data = { workspaceId: scope.workspaceId, connector: "file", name: "Uploads" };
    const { id } = await db.source.create({ data });
    await expect(requestSync(scope, id)).rejects.toThrow(/Import a newer file/);
  });
});

describe("syncs that are due", () => {
  it("are queued once by two who look", async () => {
    await added();
    expect(await queueDueSyncs(now)).toBe(0);
    const counts = await Promise.all([queueDueSyncs(inAnHour), queueDueSyncs(inAnHour)]);
    expect(counts.sort()).toEqual([0, 1]);
  });

  it("leave out paused sources", async () => {
    await pauseSource(scope, await added());
    expect(await queueDueSyncs(inAnHour)).toBe(0);
  });
});

describe("an interrupted sync", () => {
  it("is tried again at once, and only every hour when it keeps being interrupted", async () => {
    const id = await added();
    const waits: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await killed(id);
      expect(await recoverSyncs()).toBe(1);
      const { nextSyncAt } = await db.source.findUniqueOrThrow({ where: { id } });
      waits.push(Math.abs(Math.round(((nextSyncAt?.getTime() ?? 0) - Date.now()) / 3_600_000)));
    }
    expect(waits).toEqual([0, 0, 1, 1]);
  });

  it("is left alone while it says that it is alive", async () => {
    const { runId } = await requestSync(scope, await added());
    await db.importRun.update({ where: { id: runId }, data: { state: "running", heartbeatAt: new Date() } });
    expect(await recoverSyncs()).toBe(0);
  });
});
