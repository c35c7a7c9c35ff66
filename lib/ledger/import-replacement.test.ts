import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain } from "../focus/money";
import { importRows, trialScope, trialSource } from "./import-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const april = {
  BillingPeriodStart: "2026-04-01T00:00:00Z",
  BillingPeriodEnd: "2026-05-01T00:00:00Z",
  ChargePeriodStart: "2026-04-02T00:00:00Z",
  ChargePeriodEnd: "2026-04-03T00:00:00Z",
};

/** Billed cost by month of charge, in the charges and in both rollups, which must agree. */
async function billed({ workspaceId }: Scope): Promise<Record<string, string>> {
  const months = await rowsOf<{ month: string; charge: string; day: string; rolled: string }>(sql`
    with own as (select id from import_slice where workspace_id = ${workspaceId}::uuid)
    select to_char(month, 'YYYY-MM') as month, sum(charge)::text as charge, sum(day)::text as day, sum(rolled)::text as rolled
    from (
      select date_trunc('month', charge_day::timestamp) as month, billed * 1e-10::numeric + coalesce(billed_rest, 0) as charge,
        0 as day, 0 as rolled from charge where slice_id in (select id from own)
      union all select date_trunc('month', day::timestamp), 0, billed, 0 from rollup_day where slice_id in (select id from own)
      union all select month, 0, 0, billed from rollup_month where slice_id in (select id from own)
    ) each group by 1 order by 1`);
  return Object.fromEntries(
    months.map(({ month, charge, day, rolled }) => {
      expect([plain(day), plain(rolled)]).toEqual([plain(charge), plain(charge)]);
      return [month, plain(charge)];
    }),
  );
}

const version = async ({ workspaceId }: Scope) =>
  Number((await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } })).dataVersion);

describe("an import", () => {
  it("replaces the billing periods it brings, keeps the others, and remembers what was there", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: "1.5" }, { ...april, BilledCost: "10" }]);
    expect([await billed(scope), await version(scope)]).toEqual([{ "2026-03": "1.5", "2026-04": "10" }, 1]);

    const restated = await importRows(scope, sourceId, [{ BilledCost: "2" }, { BilledCost: "0.25" }]);
    expect(restated.slices).toEqual([
      {
        billingAccountId: "100",
        period: { from: "2026-03-01", to: "2026-04-01" },
        rows: 2,
        billed: { USD: "2.25" },
        replaced: { rows: 1, billed: { USD: "1.5" } },
        state: "imported",
      },
    ]);
    expect([await billed(scope), await version(scope)]).toEqual([{ "2026-03": "2.25", "2026-04": "10" }, 2]);
    const states = await db.importSlice.groupBy({ by: ["state"], where: { sourceId }, _count: true });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({ current: 2, replaced: 1 });
  });

  it("does not mind the order of rows, columns or files", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const rows = [{ BilledCost: "1", x_a: "1" }, { BilledCost: "2" }, { BilledCost: "2" }, { ServiceName: "S3" }];
    await importRows(scope, sourceId, rows);
    expect((await importRows(scope, sourceId, rows.toReversed())).state).toBe("unchanged");
    expect((await importRows(scope, sourceId, rows.slice(1))).state).toBe("succeeded");
    expect((await importRows(scope, sourceId, [...rows.slice(1), rows[0] ?? {}])).state).toBe("succeeded");
    expect((await importRows(scope, sourceId, [{ BilledCost: "1", x_a: "2" }, ...rows.slice(1)])).state).toBe(
      "succeeded",
    );
  });

  it("finds corrections in other months when it replaces a billing period", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const correction = { ...april, ChargePeriodStart: "2026-01-05", ChargePeriodEnd: "2026-01-06" };
    await importRows(scope, sourceId, [
      { ...april, BilledCost: "1" },
      { ...correction, BilledCost: "-3" },
    ]);
    expect(await billed(scope)).toEqual({ "2026-01": "-3", "2026-04": "1" });
    await importRows(scope, sourceId, [{ ...april, BilledCost: "2" }]);
    expect(await billed(scope)).toEqual({ "2026-04": "2" });
  });

  it("takes a billing period whose end was written otherwise for the same", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BillingPeriodEnd: "2026-03-31T00:00:00Z", BilledCost: "1" }]);
    await importRows(scope, sourceId, [{ BilledCost: "2" }]);
    expect(await billed(scope)).toEqual({ "2026-03": "2" });
  });

  it("knows a billing period to the microsecond", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const rows = ["2026-03-31T23:59:59.999999Z", "2026-03-31T23:59:59.999998Z"].map((BillingPeriodEnd) => ({
      BillingPeriodEnd,
      BilledCost: "1",
    }));
    await importRows(scope, sourceId, rows);
    expect((await importRows(scope, sourceId, rows)).state).toBe("unchanged");
    expect(await billed(scope)).toEqual({ "2026-03": "2" });
    const ends = await rowsOf(sql`
      select to_char(period_end at time zone 'UTC', 'SS.US') as ends from import_slice
      where source_id = ${sourceId}::uuid order by 1`);
    expect(ends).toEqual([{ ends: "59.999998" }, { ends: "59.999999" }]);
  });

  it("refuses a period that overlaps another of the account, in the ledger or in the import itself", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const late = { BillingPeriodStart: "2026-03-15T00:00:00Z", BillingPeriodEnd: "2026-04-15T00:00:00Z" };
    await importRows(scope, sourceId, [{ BilledCost: "1" }]);
    await expect(importRows(scope, sourceId, [{ ...late, BilledCost: "2" }])).rejects.toThrow(
      "Trial has billing account 100 from 2026-03-01 to 2026-03-31 already, and this import brings it from " +
        "2026-03-15 to 2026-04-14. What they share would be counted twice, so nothing was taken.",
    );
    await expect(
      importRows(scope, sourceId, [{ BilledCost: "2" }, { ...late, ...{ BilledCost: "3" } }]),
    ).rejects.toThrow(
      "Two billing periods of billing account 100 overlap in this import: 2026-03-01 to 2026-03-31 and " +
        "2026-03-15 to 2026-04-14.",
    );
    await importRows(scope, sourceId, [
      { ...late, BillingAccountId: "200" },
      { ...late, ProviderName: "Oracle" },
    ]);
    expect(await billed(scope)).toEqual({ "2026-03": "3" });
  });

  it("refuses to replace the charges of one provider by those of another with the same account number", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: "1" }]);
    const other = importRows(scope, sourceId, [{ BilledCost: "2", ProviderName: "Oracle" }]);
    await expect(other).rejects.toThrow(
      "Billing account 100 has charges of AWS for 2026-03 in this source, and these are of Oracle: neither replaces",
    );
    expect(await billed(scope)).toEqual({ "2026-03": "1" });
    await importRows(scope, sourceId, [{ BilledCost: "3", ProviderName: "Amazon Web Services" }]);
    await importRows(scope, sourceId, [{ BilledCost: "4", ProviderName: null }]);
    expect(await billed(scope)).toEqual({ "2026-03": "4" });
  });

  it("reaches the last day with charges of a day, and to its end where there are only longer ones", async () => {
    const scope = await trialScope();
    const daily = await trialSource(scope, "daily");
    const monthly = { ChargePeriodStart: "2026-03-01", ChargePeriodEnd: "2026-04-01" };
    await importRows(scope, daily, [{}, monthly]);
    const fees = await trialSource(scope, "fees");
    await importRows(scope, fees, [{ ...monthly, BillingAccountId: "200" }]);
    const through = async (id: string) => (await db.source.findUniqueOrThrow({ where: { id } })).dataThrough;
    expect(await through(daily)).toEqual(new Date("2026-03-02"));
    expect(await through(fees)).toEqual(new Date("2026-03-31"));
  });

  it("keeps currencies apart", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const { slices } = await importRows(scope, sourceId, [
      { BilledCost: "1" },
      { BilledCost: "2", BillingCurrency: "EUR" },
    ]);
    expect(slices.map((slice) => slice.billed)).toEqual([{ EUR: "2", USD: "1" }]);
  });
});

describe("imports at the same time", () => {
  it("of one source wait for each other, and the period ends as one of them", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const costs = ["1", "2", "3", "4"];
    await Promise.all(costs.map((BilledCost) => importRows(scope, sourceId, [{ BilledCost }, { BilledCost }])));
    const { "2026-03": sum = "" } = await billed(scope);
    expect(costs.map((cost) => String(2 * Number(cost)))).toContain(sum);
    expect(await version(scope)).toBe(4);
    expect(await db.importSlice.count({ where: { sourceId, state: "current" } })).toBe(1);
  });

  it("of one account from two sources are counted once", async () => {
    const scope = await trialScope();
    const sources = await Promise.all(["one", "two", "three"].map((name) => trialSource(scope, name)));
    const ended = await Promise.allSettled(
      sources.map((sourceId) => importRows(scope, sourceId, [{ BilledCost: "7" }])),
    );
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of ended) {
      if (one.status === "rejected") expect(String(one.reason)).toContain("has the charges of billing account 100");
    }
    expect(await billed(scope)).toEqual({ "2026-03": "7" });
  });

  it("of other accounts and new months and resources all succeed", async () => {
    const scope = await trialScope();
    const months = ["01", "02", "05", "06", "07"];
    await Promise.all(
      months.map(async (month, index) => {
        const sourceId = await trialSource(scope, `source ${month}`);
        const charge = { ChargePeriodStart: `2031-${month}-01`, ChargePeriodEnd: `2031-${month}-02` };
        const rows = Array.from({ length: 50 }, (_, n) => ({
          ...charge,
          BillingAccountId: `${index}`,
          ResourceId: `${n}`,
        }));
        await importRows(scope, sourceId, rows);
      }),
    );
    expect(Object.values(await billed(scope))).toEqual(["50", "50", "50", "50", "50"]);
    const [resources] = await rowsOf(sql`
      select count(*)::int as count from dim_resource where workspace_id = ${scope.workspaceId}::uuid`);
    expect(resources).toEqual({ count: 50 });
  });

  it("and of two providers whose accounts have one number stay two", async () => {
    const scope = await trialScope();
    await importRows(scope, await trialSource(scope, "aws"), [{ BilledCost: "1" }]);
    await importRows(scope, await trialSource(scope, "oci"), [{ BilledCost: "2", ProviderName: "Oracle" }]);
    expect(await billed(scope)).toEqual({ "2026-03": "3" });
  });
});
