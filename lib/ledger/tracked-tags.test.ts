import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { pool } from "../db/pool";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain } from "../focus/money";
import {
  csvOf,
  importNow,
  importRows,
  inTrialFolder,
  trialFile,
  trialRun,
  trialScope,
  trialSource,
} from "./import-trial";
import { removeSource } from "./source-remove";
import { changeTrackedTags, rollUpTags, rollups } from "./store/rollups";
import { trackedTags, trackTags } from "./tracked-tags";

let scope: Scope;
let sourceId: string;
beforeAll(async () => {
  await scratchDatabase();
  inTrialFolder();
  scope = { ...(await trialScope()), role: "admin" };
  sourceId = await trialSource(scope);
});
afterAll(closeDatabase);

const teams = ["a", "a", "b", null, "b"];
const tagsOf = (index: number, team: string | null) =>
  team === null ? null : JSON.stringify({ team, "it's": `${index % 2}`, Name: `host-${index}` });
const bill = teams.map((team, index) => ({
  BilledCost: `${index + 1}.000000000001`,
  BillingCurrency: index === 4 ? "EUR" : "USD",
  ResourceId: `${index}`,
  Tags: tagsOf(index, team),
}));

/** The sums that are kept of a key, by value and currency. */
async function sumsBy(key: string, second: string | null = null) {
  const rows = await rowsOf<{ value: string; billed: string }>(sql`
    select concat_ws(' ', currency, tags ->> ${key}::text, tags ->> ${second}::text) as value, sum(billed)::text as billed
    from rollup_tag x join tracked_tag tracked on tracked.id = x.tracked_tag_id and tracked.key = ${key}
      and tracked.second_key is not distinct from ${second}
      join dim_tag_set on dim_tag_set.id = x.tag_set_id join dim_account on dim_account.id = x.account_id
    where tracked.workspace_id = ${scope.workspaceId}::uuid
    group by 1 order by 1`);
  return rows.map(({ value, billed }) => [value, plain(billed)]);
}

it("the most used keys are tracked from the first import on, with every charge in their sums", async () => {
  await importRows(scope, sourceId, bill);
  expect(await trackedTags(scope)).toEqual(["it's", "team", "Name"]);
  const byTeam = [
    ["EUR b", "5.000000000001"],
    ["USD", "4.000000000001"],
    ["USD a", "3.000000000002"],
    ["USD b", "3.000000000001"],
  ];
  expect(await sumsBy("team")).toEqual(byTeam);
  expect(await sumsBy("it's", "team")).toEqual([
    ["EUR 0 b", "5.000000000001"],
    ["USD", "4.000000000001"],
    ["USD 0 a", "1.000000000001"],
    ["USD 0 b", "3.000000000001"],
    ["USD 1 a", "2.000000000001"],
  ]);
  const other = bill.map((row) => ({ ...row, BilledCost: "1", BillingAccountId: "200" }));
  await importRows(scope, sourceId, other);
  expect((await sumsBy("team")).at(-1)).toEqual(["USD b", "4.000000000001"]);
});

it("keys that are chosen take their place, also for what was imported before, and stay", async () => {
  await trackTags(scope, ["team", "nobody"]);
  expect(await trackedTags(scope)).toEqual(["team", "nobody"]);
  expect(await sumsBy("it's")).toEqual([]);
  expect(await sumsBy("nobody")).toEqual([
    ["EUR", "6.000000000001"],
    ["USD", "14.000000000004"],
  ]);
  const later = bill.map((row) => ({ ...row, BillingAccountId: "300", Tags: '{"other":"x"}' }));
  await importRows(scope, sourceId, later);
  expect(await trackedTags(scope)).toEqual(["team", "nobody"]);
  expect(await sumsBy("team", "nobody")).toEqual([]);
  await expect(trackTags({ ...scope, role: "viewer" }, ["team"])).rejects.toThrow("This needs the role admin");
  await expect(trackTags(scope, [])).rejects.toThrow("Name at least one tag key.");
});

it("a pair that an older version did not keep is kept from the next import on", async () => {
  const own = sql`workspace_id = ${scope.workspaceId}::uuid and second_key is not null`;
  await trackTags(scope, ["team", "it's"]);
  const before = await sumsBy("team", "it's");
  expect(before.length).toBeGreaterThan(3);
  await rowsOf(sql`delete from rollup_tag where tracked_tag_id in (select id from tracked_tag where ${own})`);
  await rowsOf(sql`delete from tracked_tag where ${own}`);
  expect((await importRows(scope, sourceId, [{ BillingAccountId: "400", BilledCost: "0" }])).state).toBe("succeeded");
  expect((await sumsBy("team", "it's")).filter(([, billed]) => billed !== "0")).toEqual(before);
});

describe("a key that is tracked", () => {
  it("while an import replaces charges counts the new ones alone", async () => {
    const replaced = bill.map((row) => ({ ...row, BillingAccountId: "300", BilledCost: "7" }));
    await whileTracking("late", () => importRows(scope, sourceId, replaced));
    expect(await sumsBy("late")).toEqual([
      ["EUR", "13.000000000001"],
      ["USD", "42.000000000004"],
    ]);
  });

  it("while charges are copied waits for nothing, and counts them too", async () => {
    const holding = await pool().connect();
    try {
      await holding.query("begin");
      await holding.query("lock table charge in share mode");
      const importing = importRows(scope, sourceId, [
        { BillingAccountId: "800", BilledCost: "40", Tags: '{"soon":"x"}' },
      ]);
      await expect.poll(() => waiting("relation"), { timeout: 60_000 }).toBe(1);
      await trackTags(scope, ["late", "soon"]);
      await holding.query("commit");
      await importing;
    } finally {
      holding.release();
    }
    expect(await sumsBy("soon")).toContainEqual(["USD x", "40"]);
  });

  it("while a source is removed counts nothing of it, nor of an import that waits meanwhile", async () => {
    const other = await trialSource(scope, "Other");
    await importRows(scope, other, [{ BillingAccountId: "500", BilledCost: "1000" }]);
    const late = await trialFile("late.csv", csvOf([{ BillingAccountId: "600", BilledCost: "1000" }]));
    const run = await trialRun(scope, other);
    await whileTracking("later", async (waits) => {
      const removing = removeSource(scope, other);
      await waits;
      const importing = importNow(scope, other, [late], run);
      await Promise.all([removing, expect(importing).rejects.toThrow("or its source was removed")]);
    });
    expect(await sumsBy("later")).toEqual(await sumsBy("late"));
    expect(await orphans()).toEqual([]);
  });

  it("while an import commits and its source is to be removed leaves nothing either", async () => {
    const other = await trialSource(scope, "Another");
    await whileTracking("latest", async (waits) => {
      const importing = importRows(scope, other, [{ BillingAccountId: "700", BilledCost: "1000" }]);
      await waits;
      await Promise.all([importing, removeSource(scope, other)]);
    });
    expect(await sumsBy("latest")).toEqual(await sumsBy("late"));
    expect(await orphans()).toEqual([]);
  });
});

/** Adds a key with its sums, as `trackTags` does, and commits once somebody waits for that, which the work is told. */
async function whileTracking(key: string, work: (waits: Promise<void>) => Promise<unknown>): Promise<void> {
  const changing = await pool().connect();
  try {
    await changing.query("begin");
    await changing.query(changeTrackedTags);
    const waits = (async () => await expect.poll(waiting, { timeout: 60_000 }).toBeGreaterThan(0))();
    const working = work(waits);
    await waits;
    const own = sql`workspace_id = ${scope.workspaceId}::uuid`;
    const { rows: added } = await changing.query<{ id: number }>(sql`
      insert into tracked_tag (workspace_id, key, chosen) values (${scope.workspaceId}::uuid, ${key}, true) returning id`);
    const { rows: slices } = await changing.query<{ id: number }>(
      sql`select id from import_slice where ${own} and state = 'current'`,
    );
    const march = { from: "2026-03-01", to: "2026-04-01" };
    const ids = slices.map(({ id }) => id);
    await changing.query(rollUpTags(ids, march, sql`and tracked.id = ${added[0]?.id}`));
    await changing.query("commit");
    await working;
  } finally {
    changing.release();
  }
}

/** Tables that hold something of slices that are gone. */
async function orphans(): Promise<string[]> {
  const tables = ["charge", ...rollups.map(({ name }) => name), "rollup_tag"];
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await pool().query(
      `select from ${table} where slice_id not in (select id from import_slice) limit 1`,
    );
    if (rows.length > 0) found.push(table);
  }
  return found;
}

/** How many wait for a lock of ours, or of another type. */
async function waiting(type = "advisory"): Promise<number> {
  const [row] = await rowsOf<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where locktype = ${type} and not granted and datname = current_database()`);
  return row?.waiting ?? 0;
}
