import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { startOf } from "../focus/period";
import { importNow, inTrialFolder, trialFolder, trialScope, trialSource } from "../ledger/import-trial";
import { runAdvice } from "../rightsizing/run/run";
import { saveSettings } from "../rightsizing/settings/settings";
import { RightsizingSettings } from "../rightsizing/settings/spec";
import { readCatalogue } from "../sources/aws-inventory/catalogue";
import { readInventory } from "../sources/aws-inventory/read";
import { awsExport } from "./aws-export";
import { startCloud } from "./cloud-server";
import { estate, known, readingAt, settingsOf, today } from "./inventory-read";

let scope: Scope;
beforeAll(async () => {
  inTrialFolder();
  await scratchDatabase();
  scope = await trialScope();
  const files = await Promise.all(
    ["2026-10-01", "2026-11-01"].map(async (month) => {
      const name = `aws-${month}.csv`;
      const path = join(trialFolder(), name);
      await writeFile(path, awsExport(estate, month));
      return { path, name };
    }),
  );
  await importNow(scope, await trialSource(scope), files);
  const excluded = { tagKey: "rightsizing", tagValue: "excluded", changes: { excluded: true } };
  await saveSettings(scope, RightsizingSettings.parse(excluded), startOf(today));
}, 300_000);
afterAll(closeDatabase);

type Row = { id: string; verdict: string; targets: string[] };

const verdicts = () =>
  rowsOf<Row>(sql`
    select resource_verdict.resource_id as id, resource_verdict.verdict,
           array_remove(array_agg(recommendation.target), null) as targets
    from resource_verdict
    left join recommendation on recommendation.workspace_id = resource_verdict.workspace_id
      and recommendation.resource_id = resource_verdict.resource_id
      and recommendation.verdict = resource_verdict.verdict
    where resource_verdict.workspace_id = ${scope.workspaceId}::uuid
    group by 1, 2`);

describe("the resources of the demo company, read over the wire and judged with their bill", () => {
  it("each get the one right verdict, and the target where there is one", async () => {
    const cloud = await startCloud(estate);
    try {
      const reading = readingAt(cloud);
      const inventory = {
        pages: () => readInventory(settingsOf(), reading),
        catalogue: (region: string) => readCatalogue(settingsOf(), region, reading),
      };
      const outcome = await runAdvice(scope, { inventories: [inventory], advice: [] }, startOf(today));
      expect(outcome.problems).toEqual([]);
      expect(outcome.resources).toBe(known.length);
    } finally {
      await cloud.stop();
    }
    const found = new Map((await verdicts()).map((row) => [row.id, row]));
    const wrong = known.flatMap(({ facts, expected }) => {
      const row = found.get(facts.id);
      const { target = "" } = expected;
      const isRight =
        row?.verdict === expected.verdict && (!target || row.targets.some((each) => each.startsWith(target)));
      return isRight ? [] : [{ name: facts.name, expected, found: row }];
    });
    expect(wrong).toEqual([]);
  }, 300_000);
});
