import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { focusCsv } from "../ledger/export/focus-csv";
import { valuesIn } from "../ledger/export/same-values";
import { Selection } from "../ledger/export/selection";
import { importNow, inTrialFolder, trialFolder, trialScope, trialSource } from "../ledger/import-trial";
import { azure } from "./company/azure";
import { writeFocusFile } from "./company/focus-file";
import { gcp } from "./company/gcp";

beforeAll(async () => {
  inTrialFolder();
  await scratchDatabase();
});
afterAll(closeDatabase);

async function imported(file: { path: string; name: string }): Promise<Scope> {
  const scope = await trialScope();
  await importNow(scope, await trialSource(scope), [file]);
  return scope;
}

async function exported(scope: Scope, path: string): Promise<string[]> {
  const asked = Selection.parse({ from: "2026-10-01", to: "2026-11-01", by: "billing" });
  const bytes = await buffer(focusCsv(scope, asked));
  await writeFile(path, bytes);
  return bytes.toString().split("\n").toSorted();
}

describe("an export of the demo company", () => {
  it.each([azure, gcp])("holds what $name delivered, and imports to the same again", async (provider) => {
    const file = await writeFocusFile(provider, { month: "2026-10-01", today: "2026-11-20" }, trialFolder());
    const path = join(trialFolder(), `${provider.key}-again.csv`);
    const first = await exported(await imported(file), path);
    expect(await valuesIn(path)).toEqual(await valuesIn(file.path));
    // Prices lose their trailing zeros on the way out; from there on every round is the same to the byte.
    expect(await exported(await imported({ path, name: "again.csv" }), `${path}.2`)).toEqual(first);
  });
});
