import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isAlive, lockHolder, processMark, takeLock, thisProcess, waitForLock } from "./process-lock.mjs";

const folder = mkdtempSync(join(tmpdir(), "outlay-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));
let number = 0;
const newPath = () => join(folder, `lock-${++number}`);

it("lets one in at a time, and the next when it is released", () => {
  const path = newPath();
  const first = takeLock(path, "first");
  expect(takeLock(path, "second")).toMatchObject({ heldBy: { pid: process.pid, what: "first" } });
  if ("release" in first) first.release();
  expect(existsSync(path)).toBe(false);
  expect(takeLock(path, "second")).toHaveProperty("release");
});

it("takes over from a process that was killed", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  const path = newPath();
  const holder = { pid: child.pid ?? 0, mark: processMark(child.pid ?? 0) ?? "", what: "child" };
  writeFileSync(path, JSON.stringify(holder));
  expect(takeLock(path, "mine")).toMatchObject({ heldBy: { pid: child.pid } });
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(holder)).toBe(false);
  expect(takeLock(path, "mine")).toHaveProperty("release");
});

it.runIf(process.platform === "linux")("is not fooled by another process that got the same id", () => {
  const path = newPath();
  writeFileSync(path, JSON.stringify({ ...thisProcess("earlier"), mark: "another boot:1" }));
  expect(lockHolder(path)).toBeNull();
  expect(takeLock(path, "mine")).toHaveProperty("release");
});

it.each(["", "{", '{"pid":"x"}', "null"])("takes over a file that holds %j", (text) => {
  const path = newPath();
  writeFileSync(path, text);
  expect(takeLock(path, "mine")).toHaveProperty("release");
});

it("does not take away a lock that was taken over meanwhile", () => {
  const path = newPath();
  const first = takeLock(path, "first");
  rmSync(path);
  const second = takeLock(path, "second");
  if ("release" in first) first.release();
  expect(lockHolder(path)).toMatchObject({ what: "second" });
  if ("release" in second) second.release();
});

it("waits for its turn", async () => {
  const path = newPath();
  const first = takeLock(path, "first");
  const waited: string[] = [];
  const second = waitForLock(path, "second", {
    onWait: ({ what }: { what: string }) => {
      waited.push(what);
      if ("release" in first) first.release();
    },
  });
  expect(await second).toHaveProperty("release");
  expect(waited).toEqual(["first"]);
});
