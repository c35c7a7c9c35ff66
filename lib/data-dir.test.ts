import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDataDir, secretOf } from "./data-dir";

const folder = mkdtempSync(join(tmpdir(), "outlay-data-dir-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("openDataDir", () => {
  it("makes the folder and those above it", () => {
    const made = openDataDir(join(folder, "a", "b"));
    expect(statSync(made).isDirectory()).toBe(true);
  });

  it("says so when a file is in the way", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openDataDir(join(folder, "file"))).toThrow("a file is in its way");
    expect(() => openDataDir(join(folder, "file", "below"))).toThrow("a file is in its way");
  });

  it.runIf(process.platform === "linux")("says so where no folder can be made", () => {
    expect(() => openDataDir("/proc/outlay")).toThrow("set OUTLAY_DATA_DIR to another");
  });
});

describe("secretOf", () => {
  it("makes a secret that only its owner can read, and keeps it", () => {
    const secret = secretOf(folder);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(secretOf(folder)).toBe(secret);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "secret"), "utf8").trim()).toBe(secret);
  });

  it("does not replace one that is cut short: what it sealed would be lost", () => {
    const other = openDataDir(join(folder, "other"));
    writeFileSync(join(other, "secret"), "half");
    expect(() => secretOf(other)).toThrow("cut short");
  });
});
