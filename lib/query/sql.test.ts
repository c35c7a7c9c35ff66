import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import type { Table } from "./catalog";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { isNarrow, isPacked, narrowSql, packedSql } from "./narrow-sql";
import { isPivoted, pivotSql } from "./pivot-sql";
import { coveringTables } from "./plan";
import { askCosts } from "./run";
import { CostQuery } from "./spec";
import { costsSql } from "./sql";
import { withinRows } from "./within-rows";

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("attacked", [{ ...plainCharge, tags: { team: "red" } }]);
});
afterAll(closeDatabase);

const hostile = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 40 }) },
  fc.constantFrom(
    "'; drop table charge; --",
    "' or '1'='1",
    '"; select pg_sleep(9)',
    "$1",
    "$1::text",
    "\\'; --",
    "%",
    "_",
    "/* */",
    "{}",
    '{"a"}',
    "NULL",
    "x' union select secret_hash from session --",
    "𝒳‮\u0301",
  ),
);

const attack = fc.record({
  period: fc.constantFrom({ from: "2026-06-01", to: "2026-07-01" }, { from: "2026-05-01", to: "2026-07-01" }),
  grain: fc.constantFrom("day", "month", "total"),
  groupBy: fc.oneof(
    fc.uniqueArray(
      hostile.map((key) => `tag.${key}`),
      { maxLength: 3 },
    ),
    fc.subarray(["service", "region", "tagging"]),
  ),
  where: fc.array(
    fc.record({
      dimension: fc.oneof(
        hostile.map((key) => `tag.${key}`),
        fc.constantFrom("service", "region", "source", "resource"),
      ),
      operator: fc.constantFrom("eq", "ne", "in", "notin", "contains", "startswith"),
      values: fc.tuple(hostile),
    }),
    { maxLength: 3 },
  ),
  metric: fc.constantFrom("billed", "list"),
});

type Asked = ReturnType<typeof withinRows<CostQuery>>;

/** Every statement that may answer a question from a table, by its name. */
function statements(query: Asked, table: Table): Record<string, string> {
  const one = { currency: "USD", accounts: [1] };
  const narrow = isNarrow(query, table);
  return {
    general: costsSql(scope, query, table).text,
    ...(narrow && { narrow: narrowSql(scope, one, query, table).text }),
    ...(narrow && isPacked(query, table) && { packed: packedSql(scope, one, query, table).text }),
    ...(narrow && isPivoted(query, table) && { pivoted: pivotSql(scope, one, query, table).text }),
  };
}

describe("the statement of a question", () => {
  it("never contains what was typed", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(attack, (typed) => {
        const read = CostQuery.safeParse(typed);
        if (!read.success) return;
        // The same question with harmless words has the same text: so no word got into it.
        const harmless: CostQuery = {
          ...read.data,
          groupBy: read.data.groupBy.map((dimension, index) =>
            dimension.startsWith("tag.") ? (`tag.${index}` as const) : dimension,
          ),
          where: read.data.where.map(({ dimension, operator }) => ({
            dimension: dimension.startsWith("tag.") ? "tag.x" : dimension,
            operator,
            values: ["x"],
          })),
        };
        const [typedOne, harmlessOne] = [withinRows(scope, read.data), withinRows(scope, harmless)];
        for (const table of coveringTables(read.data)) {
          const typedIn = statements(typedOne, table);
          expect(typedIn).toEqual(statements(harmlessOne, table));
          for (const name of Object.keys(typedIn)) met.add(name);
        }
      }),
      { numRuns: 500 },
    );
    expect([...met].sort()).toEqual(["general", "narrow", "packed", "pivoted"]);
  });

  it("answers or is refused, and harms nothing", async () => {
    await fc.assert(
      fc.asyncProperty(attack, async (typed) => {
        const read = CostQuery.safeParse(typed);
        if (read.success) expect(await askCosts(scope, read.data)).toHaveProperty("answers");
      }),
      { numRuns: 150 },
    );
    expect(await rowsOf(sql`select count(*)::int as left from charge`)).toEqual([{ left: 1 }]);
  });

  it("can only read", async () => {
    const { inSnapshot } = await import("./snapshot");
    await expect(inSnapshot((read) => read.rows(sql`delete from charge`))).rejects.toThrow("read-only transaction");
  });
});

describe("a question", () => {
  const june = {
    period: { from: "2026-06-01", to: "2026-07-01" },
    grain: "total",
    groupBy: [],
    where: [],
    metric: "billed",
  };

  it.each([
    ["a date that is not", { period: { from: "'; --", to: "2026-07-01" } }],
    ["a year before years", { period: { from: "0000-01-01", to: "2026-07-01" } }],
    ["a grain that is not", { grain: "second" }],
    ["a dimension that is not", { groupBy: ["charge_day"] }],
    ["a dimension of objects", { groupBy: ["hasOwnProperty"] }],
    ["a metric that is not", { metric: "billed; drop" }],
    ["an operator that is not", { where: [{ dimension: "service", operator: "~", values: ["."] }] }],
    ["an object for a value", { where: [{ dimension: "service", operator: "eq", values: [{ like: "%" }] }] }],
    ["a NUL in a value", { where: [{ dimension: "service", operator: "eq", values: ["a\0"] }] }],
    ["half a surrogate pair", { where: [{ dimension: "service", operator: "eq", values: ["\ud800"] }] }],
    ["a NUL in a tag key", { groupBy: ["tag.\0"] }],
    ["a field that is not", { workspace: "demo" }],
  ])("with %s is refused", (_why, change) => {
    expect(CostQuery.safeParse(june).success).toBe(true);
    expect(CostQuery.safeParse({ ...june, ...change }).success).toBe(false);
  });
});
