import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { metrics } from "../focus/charge";
import { plain } from "../focus/money";
import { requestImport, runImport } from "../ledger/request-import";
import { madeWorkspace } from "./made-ledger";
import type { Dimension, Grain } from "./names";
import { coveringTables } from "./plan";
import { costAnswers } from "./run";
import { inSnapshot } from "./snapshot";
import type { CostQuery } from "./spec";

const name = "focus_1_0_official_sample_1000.csv.gz";
const folder = join(import.meta.dirname, "../../../shared/data/focus");
const path = join(folder, name);

// The official FOCUS sample and its stated totals lie beside the repository, not in it.
describe.skipIf(!existsSync(path))("the official FOCUS 1.0 sample", () => {
  let scope: Scope;
  beforeAll(async () => {
    await scratchDatabase();
    scope = { ...(await madeWorkspace("sample", [])), role: "admin" };
    const { runId } = await requestImport(scope, { files: [{ path, name }] });
    await runImport(scope, runId, () => undefined);
  });
  afterAll(closeDatabase);

  const subAccount = (key: string) => [key.split(" / ")[0], key.split(" / ").slice(1, -1).join(" / ")];
  it.each<[string, Dimension[], Grain, (key: string) => unknown[]]>([
    ["scope", [], "total", () => []],
    ["provider / currency", ["provider"], "total", (key) => [key.split(" / ")[0]]],
    ["provider / service", ["provider", "service"], "total", (key) => key.split(" / ")],
    ["provider / sub account id / name", ["provider", "subAccount"], "total", subAccount],
    ["charge period month", [], "month", (key) => [`${key}-01`]],
    ["charge day (UTC)", [], "day", (key) => [key]],
  ])("has its stated totals by %s, to the last digit, from every table", async (heading, groupBy, grain, keyOf) => {
    const stated = statedTotals(heading);
    for (const [index, metric] of metrics.entries()) {
      const period = { from: "2024-09-01", to: "2024-10-01" };
      const query: CostQuery = { period, grain, groupBy, where: [], metric };
      const expected = stated.map(({ key, amounts }) => [JSON.stringify(keyOf(key)), plain(amounts[index] ?? "")]);
      for (const table of coveringTables(query)) {
        const { answers } = await inSnapshot((read) => costAnswers(read, scope, query, table));
        const rows = answers.flatMap((answer) => answer.rows);
        const found = rows.map(({ bucket, keys, amount }) => [
          JSON.stringify([...(bucket ? [bucket] : []), ...groupBy.map((dimension) => keys[dimension])]),
          amount,
        ]);
        // What no charge states is no row here, and a zero there.
        const known = new Set(found.map(([key]) => key));
        const sums = expected.filter(([key, amount]) => known.has(key ?? "") || amount !== "0");
        expect(Object.fromEntries(found), `${metric} from ${table}`).toEqual(Object.fromEntries(sums));
      }
    }
  });
});

/** The rows of a table of the manifest: its key and the sums of the four metrics. */
function statedTotals(heading: string): { key: string; amounts: string[] }[] {
  const manifest = readFileSync(join(folder, "MANIFEST.md"), "utf8");
  const own = manifest.slice(manifest.indexOf(`## Totals — \`${name}\``)).split("\n## ", 1)[0] ?? "";
  const [, table = ""] = own.split(`| ${heading} | rows |`);
  const lines = table.split("\n").slice(2);
  const rows = lines.slice(0, lines.indexOf("")).map((line) => line.split(" | "));
  return rows.map(([key = "", , ...amounts]) => ({
    key: key.slice(2),
    amounts: amounts.map((amount) => amount.replace(" |", "")),
  }));
}
