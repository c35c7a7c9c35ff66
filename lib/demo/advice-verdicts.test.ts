import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { startOf } from "../focus/period";
import { madeWorkspace } from "../query/made-ledger";
import { runAdvice } from "../rightsizing/run/run";
import { saveSettings } from "../rightsizing/settings/settings";
import { RightsizingSettings } from "../rightsizing/settings/spec";
import { readCatalogue } from "../sources/aws-inventory/catalogue";
import { readInventory } from "../sources/aws-inventory/read";
import { inventoryForEachTest, known, readingAt, settingsOf, today } from "./inventory-read";

const now = startOf(today);
const startCloud = inventoryForEachTest();
let scope: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("verdicts", [])), role: "admin" };
});
afterAll(closeDatabase);

it("gives every resource of the simulated cloud the verdict that is right, over the wire", async () => {
  const cloud = await startCloud();
  const [settings, reading] = [settingsOf(), readingAt(cloud)];
  const excluded = { tagKey: "rightsizing", tagValue: "excluded", changes: { excluded: true } };
  await saveSettings(scope, RightsizingSettings.parse(excluded), now);
  const inventory = {
    pages: () => readInventory(settings, reading),
    catalogue: (region: string) => readCatalogue(settings, region, reading),
  };
  const outcome = await runAdvice(scope, { inventories: [inventory], advice: [] }, now);
  expect(outcome.resources).toBe(known.length);
  expect(known.length).toBeGreaterThanOrEqual(60);

  const found = await rowsOf<{ id: string; verdict: string; reason: string; targets: string[] }>(sql`
    select verdict.resource_id as id, verdict.verdict, verdict.reason,
      array(select split_part(target, ' ', 1) from recommendation advice
        where advice.workspace_id = verdict.workspace_id and advice.resource_id = verdict.resource_id
          and advice.account = verdict.account) as targets
    from resource_verdict verdict where workspace_id = ${scope.workspaceId}::uuid`);
  const byId = new Map(found.map((each) => [each.id, each]));
  const wrong = known.flatMap(({ facts, expected }) => {
    const got = byId.get(facts.id);
    const isRight = got?.verdict === expected.verdict;
    const isTarget = !expected.target || (got?.targets.includes(expected.target) ?? false);
    return isRight && isTarget ? [] : [{ name: facts.name, expected, got }];
  });
  expect(wrong).toEqual([]);
}, 120_000);
