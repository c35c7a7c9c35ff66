import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { plain, sumOf } from "../focus/money";
import { TooManyRows } from "./answer";
import { costsBody, costsTag } from "./costs-body";
import { figuredStack, figures } from "./figures";
import { charge, question } from "./made-charges";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { askManyNames, askTotals } from "./many-names";
import { plainTable } from "./plain-table";
import { tableCsv, tableJson } from "./plain-table-text";
import { askCosts } from "./run";
import type { CostQuery } from "./spec";
import { askSpend } from "./spend";
import { askTable, type CostTable, tables } from "./table";
import { orderedRows } from "./table-order";

const [ours = []] = fc.sample(fc.array(charge, { minLength: 180, maxLength: 180 }), { seed: 9, numRuns: 1 });
const today = "2026-05-01";
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("ours", ours);
});
afterAll(closeDatabase);

type Body = { currency: string; total: string; rows: { amount: string }[]; compared?: { total: string } };
const entries = (text: string): Body[] => {
  const body = JSON.parse(text) as Body | { answers: Body[] };
  return "answers" in body ? body.answers : [body];
};
const sum = (amounts: (string | null | undefined)[]) => plain(sumOf(amounts.map((amount) => amount ?? "0")));
const columnOf = (table: CostTable, rows: (string | null)[][], name: string) => {
  const at = plainTable(table, view).columns.findIndex((column) => column.name === name);
  return rows.map((row) => row[at] ?? null);
};
/** The cells of a csv, line by line. */
const csvRecords = (text: string) =>
  [...text.matchAll(/((?:"(?:[^"]|"")*"|[^"\r\n])*)\r\n/g)].map(([, line = ""]) =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = ""]) => cell),
  );
const view = { sort: { by: "total", descending: true }, figures: "amount" as const, periods: true };

describe("one question", () => {
  it("has its table worked out once, however often it is scrolled and sorted", async () => {
    const query: CostQuery = {
      ...{ period: { from: "2026-01-01", to: "2027-01-01" }, grain: "month", groupBy: ["resource"] },
      ...{ where: [], metric: "billed" },
    };
    expect(await askTable(scope, { query, today })).toBe(await askTable(scope, { query, today }));
  });

  it("has the same totals on the chart, in the table, in the export and over the API, to the last digit", async () => {
    await fc.assert(
      fc.asyncProperty(
        question,
        fc.integer({ min: 1, max: 4 }),
        async ({ currency: _billing, ...query }: CostQuery, top) => {
          const tables = await askTable(scope, { query, today });
          const { stacks } = await askSpend(scope, { query, today, top });
          const api = entries(await costsBody(scope, query, await costsTag(scope, query)));
          for (const table of tables) {
            const { currency, totals, rows } = table;
            const stack = stacks.find((each) => each.currency === currency);
            const entry = api.find((each) => each.currency === currency);
            const exported = plainTable(table, view);
            expect([stack?.total ?? "0", entry?.total ?? "0"]).toEqual([totals.total, totals.total]);
            expect(sum(rows.map(({ total }) => total))).toBe(totals.total);
            expect(sum(rows.flatMap(({ cells }) => cells))).toBe(totals.total);
            expect(sum(stack?.series.flatMap(({ amounts }) => amounts) ?? [])).toBe(totals.total);
            expect(sum(columnOf(table, exported.rows, "Total"))).toBe(totals.total);
            expect(columnOf(table, [exported.totals], "Total")).toEqual([totals.total]);
            const file = JSON.parse(tableJson(exported)) as {
              rows: Record<string, string>[];
              totals: { Total: string };
            };
            expect([sum(file.rows.map((row) => row.Total)), file.totals.Total]).toEqual([totals.total, totals.total]);
            const [head = [], ...records] = csvRecords(tableCsv(exported));
            const inCsv = records.map((cells) => cells[head.indexOf("Total")] ?? "");
            expect(sum(inCsv.slice(0, rows.length))).toBe(totals.total);
            expect(inCsv[rows.length]).toBe(totals.total);
            expect(totals.cells.map((cell) => cell ?? "0")).toEqual(
              totals.cells.map((_, at) => sum(rows.map(({ cells }) => cells[at]))),
            );
            if (!query.compare) continue;
            expect([entry?.compared?.total ?? "0", sum(rows.map(({ before }) => before))]).toEqual([
              totals.before,
              totals.before,
            ]);
            expect(sum(rows.map(({ change }) => change?.amount))).toBe(totals.change?.amount);
          }
        },
      ),
      { numRuns: 30, seed: 2 },
    );
  });
});

describe("a table", () => {
  const june: CostQuery = {
    period: { from: "2026-06-01", to: "2026-06-05" },
    grain: "day",
    groupBy: ["service"],
    where: [],
    metric: "billed",
    compare: { from: "2026-05-28", to: "2026-06-01" },
  };
  const on = (service: string | null, day: string, billed: string) => ({
    ...plainCharge,
    service,
    billed,
    start: `${day}T00:00:00Z`,
    end: `${day}T23:00:00Z`,
  });
  let shop: Scope;
  let table: CostTable;
  beforeAll(async () => {
    shop = await madeWorkspace("shop", [
      on("Big", "2026-06-01", "30"),
      on("Big", "2026-06-03", "10"),
      on("small", "2026-06-03", "-2"),
      on(null, "2026-06-03", "1"),
      on("Gone", "2026-05-29", "7"),
      on("Big", "2026-05-29", "20"),
    ]);
    const [first] = await askTable(shop, { query: june, today });
    if (!first) throw new Error("no table");
    table = first;
  });

  it("has a cell for every day, a gap where nobody was charged, and the comparison beside", () => {
    expect(table.columns.map(({ start }) => start)).toEqual(["2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"]);
    expect(table.rows.map(({ label, cells, total, before }) => [label, cells, total, before])).toEqual([
      ["Big", ["30", null, "10", null], "40", "20"],
      ["small", ["0", null, "-2", null], "-2", "0"],
      ["No service", ["0", null, "1", null], "1", "0"],
      ["Gone", ["0", null, "0", null], "0", "7"],
    ]);
    expect(table.totals).toMatchObject({ cells: ["30", null, "9", null], total: "39", before: "27" });
  });

  it.each([
    [{ by: "label", descending: false }, ["Big", "Gone", "No service", "small"]],
    [{ by: "total", descending: false }, ["small", "Gone", "No service", "Big"]],
    [{ by: "change", descending: true }, ["Big", "No service", "small", "Gone"]],
    [{ by: "ratio", descending: true }, ["Big", "Gone", "No service", "small"]],
    [{ by: "2026-06-01", descending: true }, ["Big", "Gone", "No service", "small"]],
    [{ by: "1999-01-01", descending: true }, ["Big", "Gone", "No service", "small"]],
  ])("is ordered by %o", (sort, labels) => {
    expect(orderedRows(table, sort).map(({ label }) => label)).toEqual(labels);
  });

  it("says how many rows it leaves out, and what they add", async () => {
    const [short] = await askTable(shop, { query: june, today, most: 2 });
    expect(short).toMatchObject({
      more: { count: 2, amount: "1", before: "7", change: "-6" },
      totals: { total: "39" },
    });
    expect(short && plainTable(short, view).note).toBe(
      "2 more rows of 1 in all are in the total and not in the table.",
    );
  });

  it("of more names than an answer may have tells the largest of either period, and sums the others", async () => {
    const total: CostQuery = { ...june, grain: "total" };
    const { totals, beyond } = await askManyNames(shop, { query: total, most: 2 });
    expect(beyond.get("USD")).toEqual({ count: 2, amount: "-1", before: "0" });
    const [many] = tables(totals, totals, { query: total, today, most: 2, beyond });
    expect(many?.rows.map(({ label, total: amount, before }) => [label, amount, before])).toEqual([
      ["Big", "40", "20"],
      ["Gone", "0", "7"],
    ]);
    expect(many).toMatchObject({
      more: { count: 2, amount: "-1", before: "0" },
      totals: { total: "39", before: "27", cells: ["39"] },
    });
    const all = await askManyNames(shop, { query: total, most: 9 });
    expect(all.totals.answers).toMatchObject(
      (await askCosts(shop, total)).answers.map(({ total: sum }) => ({ total: sum })),
    );
  });

  it("of too many names asks for all of them once, and for the largest once for all parts of a page", async () => {
    let tried = 0;
    const tooMany = async () => {
      tried += 1;
      throw new TooManyRows();
    };
    const total: CostQuery = { ...june, grain: "total", metric: "effective" };
    const askBoth = (query: CostQuery) =>
      Promise.all([1, 2].map(() => askTotals(shop, { query, most: 2 }, {}, tooMany)));
    const [chart, table] = await askBoth(total);
    expect(table?.totals).toBe(chart?.totals);
    expect(tried).toBe(2);
    const [later] = await askBoth({ ...total, metric: "billed" });
    expect([tried, later?.totals.answers[0]?.total]).toEqual([2, "39"]);
  });

  it("takes coarser columns where it would have too many cells", async () => {
    const [coarse] = await askTable(shop, { query: june, today, mostCells: 5 });
    expect([coarse?.grain, coarse?.rows[0]?.cells]).toEqual(["week", ["40"]]);
  });

  it("is written out as it is shown", () => {
    const written = plainTable(table, { ...view, figures: "share" });
    expect(written.title).toBe("Billed cost by Service, 2026-06-01 to 2026-06-04, USD");
    expect(written.columns.map(({ name }) => name)).toEqual([
      ...["Name", "service", "Total", "Share", "Before", "Change", "Change ratio"],
      ...["2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"],
    ]);
    expect(written.rows[0]).toEqual([
      ...["Big", "Big", "40", "1.025641", "20", "20", "1"],
      ...["1", null, "1.111111", null],
    ]);
    expect(plainTable(table, { ...view, periods: false }).totals).toEqual([
      ...["Total", null, "39", null, "27", "12", "0.444444"],
    ]);
  });
});

it("adds up, shares out and averages by bucket; a gap stays a gap", async () => {
  const days = (from: string, to: string) => ({ days: { from, to } });
  const beside = {
    buckets: [days("2026-01-01", "2026-02-01"), days("2026-02-01", "2026-03-01"), days("2026-03-01", "2026-03-11")],
    totals: ["10", null, "-4"],
  };
  expect(figures(["3.1", null, "5"], "cumulative", beside)).toEqual(["3.1", null, "8.1"]);
  expect(figures(["2.5", null, "5"], "share", beside)).toEqual(["0.25", null, null]);
  expect(figures(["31", null, "5"], "per-day", beside)).toEqual(["1", null, "0.5"]);
  const { stacks } = await askSpend(scope, {
    query: {
      period: { from: "2026-02-01", to: "2026-04-01" },
      grain: "month",
      groupBy: [],
      where: [],
      metric: "billed",
    },
    today,
  });
  for (const stack of stacks) expect(figuredStack(stack, "cumulative").totals.at(-1)).toBe(stack.total);
});
