import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { programAt } from "./program";

const started = [
  "bin/worker",
  "lib/ledger/archive/archive-child",
  "lib/ledger/export/parquet-child",
  "lib/ledger/import-child",
  "lib/ledger/staging/coding-thread",
  "lib/rightsizing/run/look-child",
];

it.each(started)("%s can be started as it was built, and from its source", (path) => {
  const built = programAt(path);
  expect(built.execArgv).toEqual([]);
  expect(existsSync(built.module)).toBe(true);
  const { OUTLAY_PROGRAMS } = process.env;
  delete process.env.OUTLAY_PROGRAMS;
  const source = programAt(path);
  process.env.OUTLAY_PROGRAMS = OUTLAY_PROGRAMS;
  expect(source.execArgv).toEqual(["--import", "tsx"]);
  expect(existsSync(source.module)).toBe(true);
});
