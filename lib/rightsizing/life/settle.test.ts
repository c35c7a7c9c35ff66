import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { inTransaction } from "../../db/transaction";
import { madeWorkspace } from "../../query/made-ledger";
import { countSavings } from "../advice/count";
import { recordVerdicts } from "../advice/record-verdicts";
import { optimal } from "../engine/judged";
import { at, madeAdvice } from "../made-advice";
import { settleUnseen } from "./settle";

let scope: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("settle", [])), role: "admin" };
});
afterAll(closeDatabase);

/** What becomes of advice to make a volume slower, where a run finds it so and advises nothing. */
async function settledWhere(resourceId: string, spec: string): Promise<string | undefined> {
  const [startedAt, runId] = [at("2026-08-02"), randomUUID()];
  const id = await madeAdvice(scope, {
    ...{ resourceId, kind: "volume", action: "change_storage", region: "eu-west-1" },
    ...{ current: "gp3 100 GiB, 6000 IOPS, 250 MiB/s", target: "gp3 100 GiB, 3000 IOPS, 125 MiB/s" },
  });
  const place = { provider: "AWS", account: "111", accountName: null, billingAccount: null, service: null };
  const where = { ...place, region: "eu-west-1", resourceId, resourceName: null, resourceType: "gp3", tags: {} };
  const row = { place: where, kind: "volume", spec, judged: optimal("Fine."), cost: null };
  await recordVerdicts(scope, [row], { runId, now: startedAt });
  await settleUnseen(
    scope,
    { startedAt, runId, reach: { sources: ["outlay"], kinds: ["volume"], failed: [] } },
    startedAt,
  );
  return (await db.recommendation.findUnique({ where: { id } }))?.state;
}

it("takes a volume that stays gp3 for changed only if it has less of what was too much", async () => {
  expect(await settledWhere("same", "gp3 100 GiB, 6000 IOPS, 250 MiB/s")).toBe("expired");
  expect(await settledWhere("slower", "gp3 100 GiB, 3000 IOPS, 125 MiB/s")).toBe("done");
});

it("counts nothing of what is dismissed while it counts", async () => {
  const id = await madeAdvice(scope, { resourceId: "i" });
  let counting: Promise<void> | undefined;
  await inTransaction(async (run) => {
    await run(sql`update recommendation set state = 'dismissed' where id = ${id}::uuid`);
    counting = countSavings(scope);
    // It has read the advice as open, and waits to write.
    let waiting = 0;
    while (waiting === 0)
      [{ waiting }] = (await rowsOf<{ waiting: number }>(sql`
      select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)) as [{ waiting: number }];
  });
  await counting;
  expect((await db.recommendation.findUnique({ where: { id } }))?.counted.toString()).toBe("0");
});
