import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain } from "../focus/money";
import { importRows, inTrialFolder, trialScope, trialSource } from "./import-trial";
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
