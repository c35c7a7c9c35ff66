import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { inTransaction } from "../../db/transaction";
import { DomainError } from "../../errors";
import { addDays, type Day } from "../../focus/period";
import { addCharges, madeWorkspace } from "../../query/made-ledger";
import { countSavings } from "../advice/count";
import { recordVerdicts } from "../advice/record-verdicts";
import { optimal } from "../engine/judged";
import { adviceRows } from "../list/advice-list";
import { savingsOverview } from "../list/overview";
import { at, daily, madeAdvice } from "../made-advice";
import { ACCOUNT, closedAccount, madeInventory, volume } from "../made-inventory";
import type { Inventory, Readers } from "../run/readers";
import { runAdvice } from "../run/run";
import { unread } from "../run/unread";
import { settleUnseen } from "./settle";
import { verifySavings } from "./verify";

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
    { startedAt, runId, reach: { sources: ["outlay"], kinds: ["volume"], failed: [] }, billedTo: null },
    startedAt,
  );
  return (await db.recommendation.findUnique({ where: { id } }))?.state;
}

it("takes a volume that stays gp3 for changed only if it has less of what was too much", async () => {
  expect(await settledWhere("same", "gp3 100 GiB, 6000 IOPS, 250 MiB/s")).toBe("expired");
  expect(await settledWhere("slower", "gp3 100 GiB, 3000 IOPS, 125 MiB/s")).toBe("done");
});

it("sees on the bill that a machine is switched off at night, or was stopped instead of deleted", async () => {
  const machines = { ...(await madeWorkspace("machines", [])), role: "admin" as const };
  const nights = ["07-27", "07-28", "07-29", "07-30", "07-31", "08-03", "08-04", "08-05", "08-06", "08-07"];
  await addCharges(machines, [
    ...daily("i-dev", ["2026-07-01", "2026-07-27"], "Hrs", 24, 0.1),
    ...nights.flatMap((day) => daily("i-dev", [`2026-${day}`, addDays(`2026-${day}`, 1)], "Hrs", 12, 0.1)),
    ...daily("i-on", ["2026-07-01", "2026-08-10"], "Hrs", 24, 0.1),
    ...daily("db-idle", ["2026-07-01", "2026-07-31"], "Hrs", 24, 0.2),
    ...daily("db-idle", ["2026-07-01", "2026-08-10"], "GB-Mo", 10, 0.1),
  ]);
  await rowsOf(sql`update dim_sku set pricing_unit = sku_id where workspace_id = ${machines.workspaceId}::uuid`);
  const nightly = { action: "schedule", target: "On from Monday to Friday, 7:00 to 19:00 UTC" };
  const [dev, on, idle] = [
    await madeAdvice(machines, { resourceId: "i-dev", ...nightly }),
    await madeAdvice(machines, { resourceId: "i-on", ...nightly }),
    await madeAdvice(machines, {
      resourceId: "db-idle",
      action: "delete",
      target: "Deleted",
      verdict: "idle",
      kind: "database",
    }),
  ];
  const place = { provider: "AWS", account: "111", accountName: null, billingAccount: null, service: null };
  const rowOf = (resourceId: string, kind: string) => ({
    place: { ...place, region: null, resourceId, resourceName: null, resourceType: null, tags: {} },
    ...{ kind, spec: "m6i.xlarge", stopped: kind === "database", judged: optimal("Fine."), cost: null },
  });
  const statesOn = async (today: Day, billedTo: Day) => {
    const [startedAt, runId] = [at(today), randomUUID()];
    const rows = [rowOf("i-dev", "instance"), rowOf("i-on", "instance"), rowOf("db-idle", "database")];
    await recordVerdicts(machines, rows, { runId, now: startedAt });
    const reach = { sources: ["outlay"], kinds: ["instance", "database"], failed: [] };
    await settleUnseen(machines, { startedAt, runId, reach, billedTo }, startedAt);
    const told = await db.recommendation.findMany({ where: { workspaceId: machines.workspaceId } });
    return [dev, on, idle].map((id) => told.find((row) => row.id === id)).map((row) => `${row?.state} ${dayIn(row)}`);
  };
  const dayIn = (row?: { doneOn: Date | null }) => row?.doneOn?.toISOString().slice(5, 10);
  expect(await statesOn("2026-08-02", "2026-08-01")).toEqual(["open undefined", "open undefined", "open undefined"]);
  expect(await statesOn("2026-08-04", "2026-08-03")).toEqual(["done 07-27", "open undefined", "done 07-31"]);
  expect((await statesOn("2026-08-12", "2026-08-10"))[1]).toBe("expired undefined");
  await verifySavings(machines, "2026-08-07", at("2026-08-12"));
  const saved = await rowsOf<{ saving: number }>(sql`
    select saving::float from saving_entry where workspace_id = ${machines.workspaceId}::uuid and basis = 'days_7'
    order by saving`);
  // 108 hours less, and seven days of a database whose storage stays.
  expect(saved.map(({ saving }) => saving)).toEqual([10.8, 33.6]);
});

it("waits for the bill to tell whether what a provider advised to delete is gone, and from when", async () => {
  const usage = (id: string, to: Day) => daily(id, ["2026-07-01", to], "Hrs", 24, 0.1);
  await addCharges(scope, [...usage("fn-gone", "2026-07-31"), ...usage("fn-used", "2026-08-20")]);
  const theirs = { source: "compute-optimizer", kind: "function", action: "delete", target: "Deleted" };
  const [gone, used, old] = [
    await madeAdvice(scope, { ...theirs, resourceId: "fn-gone" }),
    await madeAdvice(scope, { ...theirs, resourceId: "fn-used" }),
    // It was gone before it was advised.
    await madeAdvice(scope, { ...theirs, resourceId: "fn-gone", firstSeenAt: at("2026-08-01") }),
  ];
  const states = async (today: Day, billedTo: Day) => {
    const reach = { sources: ["compute-optimizer"], kinds: [], failed: [] };
    await settleUnseen(scope, { startedAt: at(today), runId: randomUUID(), reach, billedTo }, at(today));
    const rows = await db.recommendation.findMany({ where: { id: { in: [gone, used, old] } } });
    return [gone, used, old].map((id) => rows.find((row) => row.id === id)?.state);
  };
  expect(await states("2026-08-02", "2026-08-01")).toEqual(["open", "open", "open"]);
  expect(await states("2026-08-05", "2026-08-04")).toEqual(["done", "open", "expired"]);
  expect(await states("2026-08-08", "2026-08-07")).toEqual(["done", "expired", "expired"]);
  const { doneOn } = await db.recommendation.findUniqueOrThrow({ where: { id: gone } });
  expect(doneOn?.toISOString().slice(0, 10)).toBe("2026-07-31");
});

it("keeps what could not be read, but not for ever", async () => {
  const id = await madeAdvice(scope, { resourceId: "fn", source: "compute-optimizer", kind: "function" });
  const stateOn = async (today: Day) => {
    const reach = { sources: ["compute-optimizer"], kinds: [], failed: [unread("compute-optimizer")] };
    await settleUnseen(scope, { startedAt: at(today), runId: randomUUID(), reach, billedTo: null }, at(today));
    return (await db.recommendation.findUnique({ where: { id } }))?.state;
  };
  expect(await stateOn("2026-08-28")).toBe("open");
  expect(await stateOn("2026-08-31")).toBe("expired");
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

it("shows no total that is larger than what is left once overlaps are shared out", async () => {
  const pools = [
    { provider: "AWS", payer: "payer", currency: "USD", service: "instance", region: null, family: "m6i" },
  ];
  await db.rightsizingRun.create({
    data: {
      ...{ workspaceId: scope.workspaceId, state: "succeeded", startedAt: at("2026-08-01"), dataVersion: 1 },
      onDemand: pools.map((pool) => ({ ...pool, amount: "60" })),
    },
  });
  const freed = { coveredSaving: "50", provider: "AWS", billingAccount: "payer" };
  await madeAdvice(scope, { resourceId: "i-one", ...freed });
  await madeAdvice(scope, { resourceId: "i-two", account: "222", ...freed });
  await rowsOf(sql`create table counted_log (id uuid, transaction text, counted numeric)`);
  await rowsOf(sql`
    create function log_counted() returns trigger language plpgsql as $$ begin
      insert into counted_log values (new.id, pg_current_xact_id()::text, new.counted); return new; end $$`);
  await rowsOf(sql`
    create trigger log_counted before update of counted on recommendation
    for each row when (new.counted > 0) execute function log_counted()`);
  await countSavings(scope);
  const written = await rowsOf<{ transaction: string; counted: number }>(sql`
    select transaction, counted::float from counted_log order by counted`);
  expect(written.map(({ counted }) => counted)).toEqual([10, 50]);
  expect(new Set(written.map(({ transaction }) => transaction)).size).toBe(1);
});

describe("what a look cannot confirm", () => {
  let own: Scope;
  let today = at("2026-08-10");
  const look = async (inventory: Inventory | null, more: Partial<Readers> = {}) => {
    today = new Date(today.getTime() + 3_600_000);
    return await runAdvice(own, { inventories: inventory ? [inventory] : [], advice: [], ...more }, today);
  };
  const free = (id: string) =>
    volume(at("2026-08-10"), id, { state: "available", attachedTo: null, stateSince: at("2026-07-01") });
  beforeAll(async () => {
    own = { ...(await madeWorkspace("unconfirmed", [])), role: "admin" };
  });

  const told = async (as = own) => {
    const [row] = await adviceRows(
      as,
      sql`
      where advice.workspace_id = ${own.workspaceId}::uuid and resource_id = 'vol-free'`,
    );
    const { unconfirmed } = await savingsOverview(as);
    return { why: row?.unconfirmed ?? null, seen: row?.lastSeenAt, counts: unconfirmed.length };
  };
  const seen = () => `${today.toISOString().slice(0, 19)}Z`;
  const expired: Inventory = {
    ...madeInventory([]),
    pages: async function* () {
      yield* [];
      throw Object.assign(new DomainError("unavailable", "The key has expired."), { advice: "Enter a new one." });
    },
  };

  it("says since when, why and what to do, until it is found again", async () => {
    await look(madeInventory([free("vol-free")]));
    const since = seen();
    expect(await told()).toEqual({ why: null, seen: since, counts: 0 });
    await look(closedAccount);
    const closed = { why: "It may not be assumed.", step: "Trust it." };
    expect(await told()).toEqual({ why: closed, seen: since, counts: 1 });
    await look(expired);
    expect(await told()).toEqual({
      ...{ why: { why: "The key has expired.", step: "Enter a new one." }, seen: since, counts: 1 },
    });
    const part = { ...own, rows: [{ dimension: "subAccount" as const, operator: "eq" as const, values: [ACCOUNT] }] };
    expect((await told(part)).why).toEqual({ why: "It could not be read.", step: null });
    await look(null);
    expect(await told()).toMatchObject({ seen: since, counts: 1 });
    await look(null, { unasked: { why: "The source is paused.", step: "Resume it." } });
    expect(await told()).toMatchObject({ why: { why: "The source is paused." }, seen: since });
    await look(madeInventory([free("vol-free")]));
    expect(await told()).toEqual({ why: null, seen: seen(), counts: 0 });
  });

  it("is not kept for ever", async () => {
    await look(expired);
    today = new Date(today.getTime() + 32 * 86_400_000);
    await look(expired);
    const rows = await db.recommendation.findMany({
      where: { workspaceId: own.workspaceId },
      include: { events: true },
    });
    expect(rows.map(({ state, events }) => [state, events.at(-1)?.text])).toEqual([
      ["expired", expect.stringContaining("could not be read for 30 days")],
    ]);
  });
});
