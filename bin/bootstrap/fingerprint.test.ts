import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.mjs";

const root = mkdtempSync(join(tmpdir(), "outlay-fingerprint-"));
afterAll(() => rmSync(root, { recursive: true }));

mkdirSync(join(root, "app"));
writeFileSync(join(root, "app", "page.tsx"), "one");
writeFileSync(join(root, "app", "page.test.tsx"), "test");
const take = () => fingerprint(root, ["app", "absent.js"], (path: string) => path.endsWith(".test.tsx"));
const first = take();

it("stays the same when a file is only touched, or one that is left out changes", () => {
  utimesSync(join(root, "app", "page.tsx"), 1, 1);
  writeFileSync(join(root, "app", "page.test.tsx"), "another test");
  expect(take()).toBe(first);
});

it("changes when a file changes, moves, comes or goes", () => {
  const seen = new Set([first]);
  const expectNew = () => {
    const now = take();
    expect(seen).not.toContain(now);
    seen.add(now);
  };
  writeFileSync(join(root, "app", "page.tsx"), "two");
  expectNew();
  renameSync(join(root, "app", "page.tsx"), join(root, "app", "index.tsx"));
  expectNew();
  writeFileSync(join(root, "absent.js"), "");
  expectNew();
  rmSync(join(root, "app", "index.tsx"));
  expectNew();
});
