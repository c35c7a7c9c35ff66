import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { realWorkspace } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { forgetOldRecords, removeOldUploads } from "./housekeeping";

const now = new Date();
const old = new Date(now.getTime() - 2 * 86_400_000);
let folder: string;

beforeAll(async () => {
  await scratchDatabase();
  folder = mkdtempSync(join(tmpdir(), "outlay-housekeeping-"));
  process.env.OUTLAY_DATA_DIR = folder;
});
afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

function upload(name: string, at: Date): string {
  const place = join(folder, "uploads", name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "bill.csv"), "x");
  utimesSync(place, at, at);
  return join(place, "bill.csv");
}

it("removes old uploads that no run needs, and does well without any", async () => {
  await removeOldUploads(now);
  const [gone, fresh, needed] = [upload("gone", old), upload("fresh", now), upload("needed", old)];
  const { id: workspaceId } = await realWorkspace();
  const source = await db.source.create({ data: { workspaceId, connector: "file", name: "Uploads" } });
  const files = [{ name: "bill.csv", bytes: 1, path: needed }];
  await db.importRun.create({ data: { workspaceId, sourceId: source.id, kind: "file", files } });
  await removeOldUploads(now);
  expect([gone, fresh, needed].map((path) => existsSync(path))).toEqual([false, true, true]);
});

it("forgets records of yesterday and keeps those of today", async () => {
  await db.signInAttempt.createMany({
    data: [old, now].map((at) => ({ email: "a@example.com", network: "::1", succeeded: false, at })),
  });
  await forgetOldRecords(now);
  expect(await db.signInAttempt.count()).toBe(1);
});
