import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { pool } from "../../db/pool";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { plain } from "../../focus/money";
import { importRows, trialScope, trialSource } from "../import-trial";
import { removeSource } from "../source-remove";
import { rowOf, summarySource, sync, type Told } from "../summary-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const exported = (told: Told) =>
  told.amounts.map((BilledCost) => ({ ...rowOf(told.month), BilledCost, BillingAccountId: told.account ?? "100" }));

type Ledger = { month: string; source: string; billed: string }[];

/** What counts, by month and source, in the charges and in both rollups, which must agree. */
async function ledger({ workspaceId }: Scope): Promise<Ledger> {
  const rows = await rowsOf<Record<"month" | "source" | "charges" | "days" | "months", string>>(sql`
    select to_char(slice.period_start at time zone 'UTC', 'YYYY-MM') as month, source.name as source,
      (select sum(billed) * 1e-10::numeric from charge where slice_id = slice.id)::text as charges,
      (select sum(billed) from rollup_day where slice_id = slice.id)::text as days,
      (select sum(billed) from rollup_month where slice_id = slice.id)::text as months
    from import_slice slice join source on source.id = slice.source_id
    where slice.workspace_id = ${workspaceId}::uuid and exists (select from charge where slice_id = slice.id)
    order by 1, 2`);
  return rows.map(({ month, source, charges, days, months }) => {
    expect([plain(days), plain(months)]).toEqual([plain(charges), plain(charges)]);
    return { month, source, billed: plain(charges) };
  });
}

async function aside({ workspaceId }: Scope): Promise<string[]> {
  const rows = await rowsOf<{ month: string }>(sql`
    select to_char(period_start at time zone 'UTC', 'YYYY-MM') || ' ' || (
      select trim_scale(sum(billed) * 1e-10::numeric) from charge_aside where slice_id = slice.id) as month
    from import_slice slice where workspace_id = ${workspaceId}::uuid and state = 'superseded' order by 1`);
  return rows.map(({ month }) => month);
}

describe("an export and Cost Explorer of one account", () => {
  it("count once: the export's charges, with Cost Explorer set aside whole, and it comes back", async () => {
    const scope = { ...(await trialScope()), role: "admin" as const };
    const summary = await summarySource(scope);
    const files = await trialSource(scope, "AWS export");
    await sync(scope, summary, { month: "2026-03", amounts: ["1", "2"] }, { month: "2026-04", amounts: ["4"] });
    const before = await rowsOf(sql`select * from charge order by billed`);

    const { notes } = await importRows(scope, files, exported({ month: "2026-03", amounts: ["3.01"] }));
    expect(notes).toContain("Cost Explorer is the control total of 2026-03 now: AWS export has its charges.");
    expect(await ledger(scope)).toEqual([
      { month: "2026-03", source: "AWS export", billed: "3.01" },
      { month: "2026-04", source: "Cost Explorer", billed: "4" },
    ]);
    expect(await aside(scope)).toEqual(["2026-03 3"]);

    await sync(scope, summary, { month: "2026-03", amounts: ["1", "2.01"] });
    expect(await aside(scope)).toEqual(["2026-03 3.01"]);
    await sync(scope, summary, { month: "2026-03", amounts: ["1", "2"] });
    expect((await ledger(scope)).map(({ source }) => source)).toEqual(["AWS export", "Cost Explorer"]);

    await removeSource(scope, files);
    expect(await ledger(scope)).toEqual([
      { month: "2026-03", source: "Cost Explorer", billed: "3" },
      { month: "2026-04", source: "Cost Explorer", billed: "4" },
    ]);
    const back = await rowsOf<{ slice_id: number }>(sql`select * from charge order by billed`);
    const without = (rows: object[]) => rows.map((row) => ({ ...row, slice_id: null }));
    expect(without(back)).toEqual(without(before));
    expect(await rowsOf(sql`select count(*)::int as left from charge_aside`)).toEqual([{ left: 0 }]);
  });

  it("are told apart by provider, and a payer's export covers Cost Explorer of a member account", async () => {
    const scope = await trialScope();
    const summary = await summarySource(scope);
    await sync(scope, summary, { month: "2026-03", amounts: ["1"], account: "200" });
    const oracle = exported({ month: "2026-03", amounts: ["5"], account: "200" });
    await importRows(
      scope,
      await trialSource(scope, "OCI"),
      oracle.map((row) => ({ ...row, ProviderName: "Oracle" })),
    );
    expect((await ledger(scope)).map(({ source }) => source)).toEqual(["Cost Explorer", "OCI"]);

    const member = exported({ month: "2026-03", amounts: ["7"] }).map((row) => ({ ...row, SubAccountId: "200" }));
    await importRows(scope, await trialSource(scope, "Payer export"), member);
    expect((await ledger(scope)).map(({ source }) => source)).toEqual(["OCI", "Payer export"]);
  });

  it("may come at once, the one in the middle of its rows when the other wants them", async () => {
    const scope = await trialScope();
    const summary = await summarySource(scope);
    const files = await trialSource(scope, "Payer export");
    const member = { month: "2026-03", account: "200" };
    await sync(scope, summary, { ...member, amounts: ["1"] });
    const covering = exported({ month: "2026-03", amounts: ["7"] }).map((row) => ({ ...row, SubAccountId: "200" }));
    const holding = await pool().connect();
    try {
      await holding.query("begin");
      await holding.query("lock table charge_aside in share row exclusive mode");
      const syncing = sync(scope, summary, { ...member, amounts: ["2"] });
      await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
      const exporting = importRows(scope, files, covering);
      await expect.poll(waiting, { timeout: 60_000 }).toBe(2);
      await holding.query("commit");
      await Promise.all([exporting, syncing]);
    } finally {
      holding.release();
    }
    expect(await ledger(scope)).toEqual([{ month: "2026-03", source: "Payer export", billed: "7" }]);
    expect(await aside(scope)).toEqual(["2026-03 2"]);
  });

  it("of which there are two of a kind: the second is refused, and both are named", async () => {
    const scope = await trialScope();
    const told = { month: "2026-03", amounts: ["1"] };
    await importRows(scope, await trialSource(scope, "First"), exported(told));
    await expect(importRows(scope, await trialSource(scope, "Second"), exported(told))).rejects.toThrow(
      "The source First has the charges of billing account 100 for 2026-03 already, so those of Second were not taken",
    );
    await sync(scope, await summarySource(scope, "One"), told);
    await expect(sync(scope, await summarySource(scope, "Two"), told)).rejects.toThrow(
      "so those of Two were not taken",
    );
  });

  it("hold the same columns in and out of the ledger", async () => {
    const columnsOf = (table: string) =>
      rowsOf(sql`select column_name, data_type, is_nullable from information_schema.columns
        where table_schema = 'outlay' and table_name = ${table} order by column_name`);
    expect(await columnsOf("charge_aside")).toEqual(await columnsOf("charge"));
  });
});

/** How many wait for somebody's lock. */
async function waiting(): Promise<number> {
  const [row] = await rowsOf<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return row?.waiting ?? 0;
}

const months = ["2026-03", "2026-04"];
const Amounts = fc.array(fc.constantFrom("1", "0.1", "-2", "3.0000000001"), { minLength: 1, maxLength: 3 });
const Step = fc.oneof(
  fc.record({
    does: fc.constantFrom("sync" as const, "export" as const, "other" as const),
    month: fc.constantFrom(...months),
    amounts: Amounts,
  }),
  fc.record({ does: fc.constant("empty" as const), month: fc.constantFrom(...months), amounts: fc.constant([]) }),
  fc.record({
    does: fc.constantFrom("drop sync" as const, "drop export" as const),
    month: fc.constant(""),
    amounts: fc.constant([]),
  }),
);

it("whatever the order of imports and removals, the ledger holds one source a month and its sum", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 5, maxLength: 8 }), async (steps) => {
      const trial = await trialModel();
      for (const step of steps) await trial.take(step);
      const expected = months.flatMap((month) => {
        const [source, sum] = trial.counts(month);
        return source === "" ? [] : [{ month, source, billed: sum }];
      });
      expect(await ledger(trial.scope)).toEqual(expected);
    }),
    { numRuns: 3, seed: 20261122 },
  );
}, 120_000);

/** What the rule says: the export that came first, else Cost Explorer. */
async function trialModel() {
  const scope = { ...(await trialScope()), role: "admin" as const };
  const known = {
    sync: new Map<string, string[]>(),
    export: new Map<string, string[]>(),
    other: new Map<string, string[]>(),
  };
  const ids = {
    sync: await summarySource(scope),
    export: await trialSource(scope, "A"),
    other: await trialSource(scope, "B"),
  };
  const total = (amounts: string[]) =>
    plain(amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 1e10), 0) / 1e10);

  const imported = async (kind: "export" | "other", month: string, amounts: string[]) => {
    const rival = kind === "export" ? known.other : known.export;
    const importing = importRows(scope, ids[kind], exported({ month, amounts }));
    if (rival.has(month)) return await expect(importing).rejects.toThrow("nothing is counted twice");
    await importing;
    known[kind].set(month, amounts);
  };
  return {
    scope,
    take: async ({ does, month, amounts }: { does: string; month: string; amounts: readonly string[] }) => {
      if (does === "sync" || does === "empty") {
        await sync(scope, ids.sync, { month, amounts: [...amounts] });
        if (amounts.length > 0) known.sync.set(month, [...amounts]);
        else known.sync.delete(month);
      } else if (does === "drop sync") {
        await removeSource(scope, ids.sync);
        ids.sync = await summarySource(scope);
        known.sync.clear();
      } else if (does === "drop export") {
        await removeSource(scope, ids.export);
        ids.export = await trialSource(scope, "A");
        known.export.clear();
      } else await imported(does as "export" | "other", month, [...amounts]);
    },
    counts: (month: string): [source: string, sum: string] => {
      for (const [source, { [month]: amounts }] of [
        ["A", Object.fromEntries(known.export)],
        ["B", Object.fromEntries(known.other)],
        ["Cost Explorer", Object.fromEntries(known.sync)],
      ] as const) {
        if (amounts) return [source, total(amounts)];
      }
      return ["", "0"];
    },
  };
}
