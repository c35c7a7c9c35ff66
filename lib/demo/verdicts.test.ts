import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { startOf } from "../focus/period";
import { importNow, inTrialFolder, trialFolder, trialScope, trialSource } from "../ledger/import-trial";
import { commitments } from "../rightsizing/commitments/commitments";
import { ourUse } from "../rightsizing/commitments/our-use";
import type { Readers } from "../rightsizing/run/readers";
import { runAdvice } from "../rightsizing/run/run";
import { saveSettings } from "../rightsizing/settings/settings";
import { RightsizingSettings } from "../rightsizing/settings/spec";
import { noneSent } from "../sources/aws/sent";
import { readCommitmentUse } from "../sources/aws-advice/commitment-use";
import { adviceReaders } from "../sources/aws-advice/readers";
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
  it("each get the one right verdict, and the target where there is one; every request is counted", async () => {
    const cloud = await startCloud(estate, {
      faults: [{ kind: "throttled", operation: "ec2:DescribeVolumes", times: 4 }],
    });
    try {
      const sent = noneSent();
      const reading = { ...readingAt(cloud), sent, spend: async () => {} };
      const inventory = {
        pages: () => readInventory(settingsOf(), reading),
        catalogue: (region: string) => readCatalogue(settingsOf(), region, reading),
      };
      const readers: Readers = {
        sent,
        inventories: [inventory],
        advice: adviceReaders.map(({ source, read }) => ({ source, pages: () => read(settingsOf(), reading) })),
        commitmentUse: (period) => readCommitmentUse(settingsOf(), period, reading),
      };
      const outcome = await runAdvice(scope, readers, startOf(today));
      expect(outcome.problems.filter(({ where }) => !where.startsWith("compute-optimizer"))).toEqual([]);
      expect(outcome.resources).toBe(known.length);
      expect(known.length).toBeGreaterThanOrEqual(60);
      expect(cloud.log().filter(({ error }) => error !== null).length).toBeGreaterThan(0);
      expect(outcome.requests).toBe(cloud.log().length);
      // A cent for each thousand metrics, and for each request to Cost Explorer.
      expect(Number(outcome.requestCost)).toBeGreaterThan(cloud.charged() / 100);
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

  it("are beside what AWS says of the use of commitments, which is never mixed with what the bill shows", async () => {
    const { period, held, provider } = await commitments(scope, startOf(today));
    expect(provider).toMatchObject({ period, problems: [] });
    const [plan, reservation] = provider?.uses ?? [];
    expect(plan).toMatchObject({ commitment: "savings plan", currency: "USD" });
    expect(reservation).toMatchObject({ commitment: "reservation", utilisation: "100" });
    const ours = (use: typeof plan) => use && ourUse(held, use);
    expect(Number(plan?.unused)).toBeCloseTo(Number(ours(plan)?.unused), 2);
    expect(ours(reservation)).toMatchObject({ utilisation: 1, currency: "USD" });
  });
});
