import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { plain, sumOf } from "../../focus/money";
import { addDays, daysIn } from "../../focus/period";
import { seriesColors } from "../colors";
import { includesOf } from "../includes";
import { type MadeCharge, madeWorkspace, plainCharge } from "../made-ledger";
import { dailySpend } from "./daily-spend";
import { type Frame, overviewFrame } from "./frame";
import { sourceFreshness } from "./freshness";
import { monthToDate } from "./month-to-date";
import { topMovers } from "./movers";
import { spendBy } from "./ranking";
import { taggedShare } from "./tagged-share";

const TODAY = "2026-11-23";
const on = (day: string, more: Partial<MadeCharge>): MadeCharge => {
  return { ...plainCharge, start: `${day}T00:00:00Z`, end: `${addDays(day, 1)}T00:00:00Z`, ...more };
};
const every = (from: string, to: string, more: Partial<MadeCharge>) => daysIn({ from, to }).map((day) => on(day, more));

// EC2 costs 10 a day from September on, S3 appears and RDS vanishes at the middle of the last 60 complete days.
const charges = [
  ...every("2026-09-01", "2026-11-23", { service: "EC2", billed: "10", effective: "9", tags: { team: "red" } }),
  ...every("2026-10-23", "2026-11-23", { service: "S3", billed: "2", subAccount: "222", tags: {} }),
  ...every("2026-09-01", "2026-10-23", { service: "RDS", billed: "5" }),
  ...every("2026-11-01", "2026-11-11", {
    service: "VM",
    billed: "1",
    provider: "Microsoft",
    measured: false,
    source: "azure",
  }),
  on("2026-11-01", { service: "Support", chargeKind: "support", chargeCategory: "Purchase", billed: "40" }),
  on("2026-11-03", { chargeKind: "credit", chargeCategory: "Credit", billed: "-15" }),
  on("2026-11-04", { currency: "EUR", billed: "7" }),
];

let scope: Scope;
let frame: Frame;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("overview", charges);
  const found = await overviewFrame(scope, TODAY);
  if (!found) throw new Error("no frame");
  frame = found;
});
afterAll(closeDatabase);

describe("the overview", () => {
  it("speaks of the days that are complete", () => {
    expect(frame).toMatchObject({
      begins: "2026-09-01",
      dataThrough: "2026-11-22",
      complete: "2026-11-21",
      monthToDate: { from: "2026-11-01", to: "2026-11-22" },
    });
  });

  it("compares this month with the same days of last month, and says where there is nothing to compare", async () => {
    const [usd, eur] = await monthToDate(scope, "billed", frame);
    // 21 x (10 + 2) + 10 x 1 + 40 - 15, beside 21 x (10 + 5).
    expect(usd).toMatchObject({
      currency: "USD",
      total: "287",
      lastMonth: {
        known: true,
        days: { from: "2026-10-01", to: "2026-10-22" },
        shorter: false,
        total: "315",
        change: { amount: "-28", kind: "down" },
      },
      lastYear: { known: false, begins: "2026-09-01" },
    });
    expect(eur).toMatchObject({ currency: "EUR", total: "7", lastMonth: { total: "0", change: { kind: "new" } } });
  });

  it("draws 90 days by service up to the day that has data, its last days unfinished", async () => {
    const { query, stacks } = await dailySpend(scope, "billed", frame);
    expect(query.period).toEqual({ from: "2026-08-25", to: "2026-11-23" });
    expect(stacks.map(({ currency }) => currency)).toEqual(["USD", "EUR"]);
    const [usd] = stacks;
    expect(usd?.buckets).toHaveLength(90);
    expect(usd?.buckets.filter(({ unfinished }) => unfinished).map(({ start }) => start)).toEqual(["2026-11-22"]);
    expect(usd?.totals.slice(6, 9)).toEqual([null, "15", "15"]);
  });

  it("ranks what moved, new and gone ones marked, to a sum that is the whole change", async () => {
    const [usd] = await topMovers(scope, { metric: "billed" }, frame);
    expect(usd?.movers.map(({ label, change }) => [label, change.amount, change.kind])).toEqual([
      ["RDS", "-150", "gone"],
      ["S3", "60", "new"],
      ["Support", "40", "new"],
      ["Amazon EC2", "-15", "new"],
      ["VM", "10", "new"],
    ]);
    expect(plain(sumOf([...(usd?.movers.map(({ change }) => change.amount) ?? []), usd?.rest.amount ?? ""]))).toBe(
      usd?.change.amount,
    );
    expect(usd?.comparable).toBe(true);
  });

  it("ranks accounts and providers by what they cost this month", async () => {
    const [accounts] = await spendBy(scope, { metric: "billed", dimension: "subAccount" }, frame);
    expect(accounts?.rows.map(({ label, total }) => [label, total])).toEqual([
      ["111", "245"],
      ["222", "42"],
    ]);
    const [providers] = await spendBy(scope, { metric: "billed", dimension: "provider" }, frame);
    expect(providers?.rows.map(({ label, share }) => [label, share])).toEqual([
      ["AWS", 0.965157],
      ["Microsoft", 0.034843],
    ]);
  });

  it("tells untagged usage from usage whose tags nobody measured", async () => {
    const [usd] = await taggedShare(scope, "billed", frame);
    // 22 days: 220 tagged, 44 untagged; credits and support cannot be tagged.
    expect(usd).toMatchObject({ untagged: "44", measured: "264", notMeasured: "10", total: "274", ratio: 0.166667 });
  });

  it("says what the amounts include", async () => {
    const query = {
      period: frame.monthToDate,
      grain: "day",
      groupBy: ["service"],
      where: [],
      metric: "billed",
    } as const;
    const [usd] = await includesOf(scope, { ...query, groupBy: [...query.groupBy], where: [] });
    expect(usd).toEqual({
      currency: "USD",
      metric: "billed",
      dataThrough: "2026-11-22",
      missing: 0,
      credit: "-15",
      refund: null,
      tax: null,
      support: "40",
      conversion: null,
    });
  });

  it("shows how fresh each source is, the one that needs a look first", async () => {
    const shop = await madeWorkspace("sources", [on("2026-11-21", {})]);
    await rowsOf(sql`
      insert into source (workspace_id, connector, name, state, data_through)
      select ${shop.workspaceId}::uuid, 'aws-cost-explorer', name, state::source_state, through::date
      from (values ('fine', 'active', '2026-11-21'), ('behind', 'active', '2026-11-20'), ('new', 'active', null),
        ('paused', 'paused', '2026-01-01'), ('broken', 'active', '2026-11-22')) made (name, state, through)`);
    await rowsOf(sql`
      insert into import_run (workspace_id, source_id, kind, state)
      select workspace_id, id, 'sync', 'failed' from source where name = 'broken'`);
    const sources = await sourceFreshness(shop, TODAY);
    expect(sources.map(({ name, state, daysBehind }) => [name, state, daysBehind])).toEqual([
      ["broken", "failed", 1],
      ["behind", "late", 3],
      ["new", "empty", null],
      ["fine", "fresh", 2],
      ["export", "ended", 2],
      ["paused", "ended", 326],
    ]);
  });

  it("has nothing to say of an empty workspace", async () => {
    expect(await overviewFrame(await madeWorkspace("empty", []), TODAY)).toBeNull();
  });
});

describe("colours", () => {
  const series = (...ids: string[]) => ids.map((id) => ({ id, role: "value" }) as const);

  it("stay with the name, whatever else is drawn", async () => {
    const first = await seriesColors(scope, ["service"], series("a", "b", "c", "d", "e", "f", "g", "h"));
    expect(new Set(Object.values(first)).size).toBe(8);
    expect(await seriesColors(scope, ["service"], series("h", "a"))).toEqual({ a: first.a, h: first.h });
  });

  it("are apart inside one chart, the largest keeping its own", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
    for (const name of names) await seriesColors(scope, ["service"], series(name));
    const twelve = names.slice(20, 32);
    const colors = await seriesColors(scope, ["service"], series(...twelve));
    expect(new Set(Object.values(colors)).size).toBe(12);
    expect(colors.n20).toBe((await seriesColors(scope, ["service"], series("n20"))).n20);
  });

  it("are not spent on what has no name, and survive very long ids", async () => {
    const long = "𝒳".repeat(4000);
    const colors = await seriesColors(
      scope,
      ["resource"],
      [
        { id: "other", role: "other" },
        { id: "[null]", role: "absent" },
        { id: long, role: "value" },
      ],
    );
    expect(colors).toEqual({ other: "other", "[null]": "none", [long]: expect.any(Number) });
  });
});
