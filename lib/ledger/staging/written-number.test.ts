import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { literal } from "./database";
import { macros } from "./number-sql";
import { costs, quantities, withTyped } from "./part-sql";
import { writtenNumber } from "./written-number";

const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^0{0,3}[0-9]{0,${maxLength}}0{0,3}$`));
const Numbers = fc
  .tuple(
    fc.constantFrom("", "-", "+", " "),
    fc.oneof(digits(6), digits(36)),
    fc.constantFrom("", ".", ".."),
    fc.oneof(digits(9), digits(59)),
    fc.constantFrom("", "", "e1", "E-7", "e+12", "e-40", "e99", "e100", "x"),
    fc.constantFrom("", "  "),
  )
  .map((parts) => parts.join(""));
const odd = ["", "-", ".", "1.", ".5", "-.5e3", "e1", "NaN", "1,5", "123456789", "0.00000000001", "-0", "1e-60", "1\t"];

it("a number reads the same from its text here and in DuckDB", async () => {
  const texts = [...odd, ...fc.sample(Numbers, { numRuns: 2000, seed: 20261127 })];
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const macro of macros) await connection.run(macro);
  const rows = texts.map((text, n) => `(${n}, ${literal(text)})`).join(", ");
  const table = `(SELECT * FROM (VALUES ${rows}) AS t(n, "BilledCost"))`;
  const all = [...costs, ...quantities].map(([column]) => column);
  const others = all.slice(1).map((name) => `NULL::VARCHAR AS "${name}"`);
  const filled = `(SELECT *, ${others.join(", ")} FROM ${table})`;
  const found = await connection.runAndReadAll(
    `SELECT CASE WHEN d_BilledCost IS NOT NULL THEN CAST(u_billed AS VARCHAR) END, r_billed, plain_of(d_BilledCost)
     FROM ${withTyped(filled, all, { BilledCost: "digits" })} ORDER BY n`,
  );
  connection.closeSync();
  for (const [n, [units, rest, plain]] of found.getRows().entries()) {
    const read = writtenNumber(texts[n] ?? "");
    const inDuckDb = units === null ? null : { units: BigInt(String(units).replace(".", "")), rest, plain };
    expect([texts[n], read]).toEqual([texts[n], inDuckDb]);
  }
});
