import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain, sumOf } from "../focus/money";
import { addDays, daysBetween } from "../focus/period";
import type { CostAnswer } from "./answer";
import { bucketStart } from "./buckets";
import { charge, dimension, holds, keyOf, question } from "./made-charges";
import { addCharges, type MadeCharge, madeWorkspace, plainCharge, trackedTags } from "./made-ledger";
import { coveringTables } from "./plan";
import { inOrder } from "./row-order";
import { askCosts, costAnswers } from "./run";
import { inSnapshot } from "./snapshot";
import type { CostQuery } from "./spec";
import { nameOfKeys } from "./tracked-keys";

const [ours = [], theirs = []] = fc.sample(fc.array(charge, { minLength: 220, maxLength: 220 }), {
  seed: 7,
  numRuns: 2,
});
let scope: Scope;
let others: Scope;

beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("ours", ours);
  others = await madeWorkspace("theirs", theirs);
});
afterAll(closeDatabase);

const march: CostQuery = {
  period: { from: "2026-03-01", to: "2026-04-01" },
  grain: "total",
  groupBy: [],
  where: [],
  metric: "billed",
};
const year = { from: "2026-01-01", to: "2027-01-01" };
const totals = (answers: CostAnswer[]) => Object.fromEntries(answers.map(({ currency, total }) => [currency, total]));
const runs = (numRuns: number) => ({ numRuns, seed: 11 });

/** The answer as a person with a pencil would work it out from the list of charges. */
function worked(charges: MadeCharge[], { period, grain, groupBy, where, metric }: CostQuery) {
  const sums = new Map<string, string[]>();
  for (const made of charges) {
    const day = made.start.slice(0, 10);
    if (day < period.from || day >= period.to || !where.every((condition) => holds(made, condition))) continue;
    const amount = made[metric];
    if (amount === null) continue;
    const bucket = grain === "total" || grain === "hour" ? null : bucketStart(day, grain);
    const id = JSON.stringify([made.currency, bucket, ...groupBy.map((name) => keyOf(made, name))]);
    sums.set(id, [...(sums.get(id) ?? []), amount]);
  }
  return Object.fromEntries([...sums].map(([id, amounts]) => [id, plain(sumOf(amounts))]));
}

function asWorked(answers: CostAnswer[], { groupBy }: CostQuery) {
  const rows = answers.flatMap(({ currency, rows: found }) => found.map((row) => ({ currency, ...row })));
  return Object.fromEntries(
    rows.map(({ currency, bucket, keys, amount }) => [
      JSON.stringify([currency, bucket, ...groupBy.map((name) => keys[name])]),
      amount,
    ]),
  );
}

/** Written as one row a name, where a name may have several ids. */
const monthsBySeveral: CostQuery = {
  ...{ period: { from: "2026-01-01", to: "2027-01-01" }, grain: "month", where: [], metric: "list" },
  groupBy: ["service", "subAccount", "chargeKind"],
};

describe("an answer", () => {
  it("is what the charges add up to, whatever is asked and whichever table answers", async () => {
    await fc.assert(
      fc.asyncProperty(question, async (query) => {
        for (const table of coveringTables(query, new Set(trackedTags.map(nameOfKeys)))) {
          const { answers, compared, from } = await inSnapshot((read) => costAnswers(read, scope, query, table)).catch(
            (error: Error) => Promise.reject(new Error(`${table}: ${error.message}`, { cause: error })),
          );
          expect(from).toBe(table);
          expect(asWorked(answers, query)).toEqual(worked(ours, query));
          const before = query.compare && worked(ours, { ...query, period: query.compare });
          if (compared) expect(asWorked(compared, query)).toEqual(before);
        }
      }),
      { ...runs(250), examples: [[monthsBySeveral]] },
    );
  });

  it("sums over any grouping to the ungrouped total", async () => {
    await fc.assert(
      fc.asyncProperty(question, fc.uniqueArray(dimension, { maxLength: 3 }), async (query, groupBy) => {
        const grouped = await askCosts(scope, { ...query, groupBy });
        const whole = await askCosts(scope, { ...query, groupBy: [], grain: "total" });
        expect(totals(grouped.answers)).toEqual(totals(whole.answers));
      }),
      runs(60),
    );
  });

  it("sums over any split of the period to the whole", async () => {
    await fc.assert(
      fc.asyncProperty(question, fc.nat(), async (query, cut) => {
        const { from, to } = query.period;
        const middle = addDays(from, 1 + (cut % Math.max(1, daysBetween(query.period) - 1)));
        if (middle >= to) return;
        const parts = [
          ...(await askCosts(scope, { ...query, period: { from, to: middle } })).answers,
          ...(await askCosts(scope, { ...query, period: { from: middle, to } })).answers,
        ];
        for (const { currency, total } of (await askCosts(scope, query)).answers) {
          const own = parts.filter((part) => part.currency === currency).map((part) => part.total);
          expect(plain(sumOf(own))).toBe(total);
        }
      }),
      runs(60),
    );
  });

  it("never contains another workspace's charges", async () => {
    const all: CostQuery = { ...march, period: year };
    expect(asWorked((await askCosts(scope, all)).answers, all)).toEqual(worked(ours, all));
    expect(asWorked((await askCosts(others, all)).answers, all)).toEqual(worked(theirs, all));
    const nobody = await madeWorkspace("nobody", []);
    expect((await askCosts(nobody, all)).answers).toEqual([]);
  });

  it("keeps currencies apart", async () => {
    const shop = await madeWorkspace("two currencies", [
      { ...plainCharge, billed: "10.5" },
      { ...plainCharge, billed: "99", currency: "EUR" },
    ]);
    const { answers } = await askCosts(shop, { ...march, period: year });
    expect(totals(answers)).toEqual({ USD: "10.5", EUR: "99" });
  });

  it("counts the charges whose source states no list cost and leaves them out of the sum", async () => {
    const shop = await madeWorkspace("list", [
      { ...plainCharge, list: "7" },
      { ...plainCharge, service: "S3" },
      { ...plainCharge, currency: "EUR" },
    ]);
    for (const table of ["rollup_day", "charge"] as const) {
      const query: CostQuery = { ...march, period: year, metric: "list", groupBy: ["service"] };
      const { answers } = await inSnapshot((read) => costAnswers(read, shop, query, table));
      expect(answers).toMatchObject([
        { currency: "EUR", total: "0", missing: 1, rows: [] },
        { currency: "USD", total: "7", missing: 1, rows: [{ keys: { service: "Amazon EC2" }, amount: "7" }] },
      ]);
    }
  });

  it("is new after an import and the same until then", async () => {
    const shop = await madeWorkspace("growing", [plainCharge]);
    const query: CostQuery = { ...march, period: year };
    const first = await askCosts(shop, query);
    expect(await askCosts(shop, query)).toBe(first);
    await addCharges(shop, [{ ...plainCharge, source: "more" }]);
    expect(totals((await askCosts(shop, query)).answers)).toEqual({ USD: "2" });
  });
});

describe("a group", () => {
  it("is one id under its newest name", async () => {
    const account = { ...plainCharge, subAccount: "42" };
    const shop = await madeWorkspace("renamed", [
      { ...account, subAccountName: "New name", start: "2026-06-01T00:00:00Z" },
      { ...account, subAccountName: "Old name", start: "2026-05-01T00:00:00Z" },
      { ...account, subAccountName: null, start: "2026-07-01T00:00:00Z" },
    ]);
    const { answers, labels } = await askCosts(shop, { ...march, period: year, groupBy: ["subAccount"] });
    expect(answers[0]?.rows).toEqual([{ bucket: null, keys: { subAccount: "42" }, amount: "3" }]);
    expect(labels).toEqual({ subAccount: { "42": "New name" } });
  });

  it("of two ids is whole where there are more ids than an answer may have rows", async () => {
    const shop = await madeWorkspace("many ids", [plainCharge]);
    await rowsOf(sql`
      with made as (
        insert into dim_service (workspace_id, key, service_name, service_category)
        select ${shop.workspaceId}::uuid, gen_random_uuid(), 'service ' || n / 2, 'category ' || n % 2
        from generate_series(0, 50001) n returning id)
      insert into rollup_service
      select day, slice_id, account_id, made.id, charge_kind_id, charges, billed, effective, list, contracted,
        list_missing, contracted_missing
      from made, rollup_service
      where slice_id in (select id from import_slice where workspace_id = ${shop.workspaceId}::uuid)`);
    const period = { from: "2026-06-01", to: "2026-08-01" };
    const query: CostQuery = { ...march, period, grain: "month", groupBy: ["service"] };
    const { answers } = await inSnapshot((read) => costAnswers(read, shop, query, "rollup_service"));
    expect(totals(answers)).toEqual({ USD: "50003" });
  });

  it("by hour starts where the charge started, and a longer charge counts whole in its first hour", async () => {
    const hour = (start: string, end: string) => ({ ...plainCharge, start, end });
    const shop = await madeWorkspace("hours", [
      hour("2026-06-01T23:00:00Z", "2026-06-02T00:00:00Z"),
      hour("2026-06-01T23:30:00Z", "2026-06-02T00:30:00Z"),
      hour("2026-06-02T00:00:00Z", "2026-07-01T00:00:00Z"),
    ]);
    const query: CostQuery = { ...march, period: { from: "2026-06-01", to: "2026-06-03" }, grain: "hour" };
    const { answers, from } = await askCosts(shop, query);
    expect(from).toBe("charge");
    expect(inOrder(answers[0]?.rows ?? []).map(({ bucket, amount }) => [bucket, amount])).toEqual([
      ["2026-06-01T23:00:00Z", "2"],
      ["2026-06-02T00:00:00Z", "1"],
    ]);
  });

  it("by hour is refused where charges are daily", async () => {
    const shop = await madeWorkspace("daily", [plainCharge]);
    const query: CostQuery = { ...march, period: { from: "2026-06-01", to: "2026-06-03" }, grain: "hour" };
    await expect(askCosts(shop, query)).rejects.toThrow("The charges of this period are not hourly: ask by day.");
  });
});
