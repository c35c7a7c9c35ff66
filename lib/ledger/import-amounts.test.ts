import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { metrics } from "../focus/charge";
import { Money, plain, sumOf } from "../focus/money";
import { importRows, trialScope, trialSource } from "./import-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(""));

const sign = fc.constantFrom("", "", "-");
const written = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(sign, digits(1, 8), digits(0, 10)) },
  { weight: 2, arbitrary: fc.tuple(sign, digits(1, 18), digits(0, 20)) },
  fc.tuple(sign, digits(1, 38), digits(0, 2)),
  fc.tuple(sign, fc.constant("0"), digits(30, 38)),
);
const decimal = written.map(([minus, whole, places]) => `${minus}${whole}${places && `.${places}`}`);
const exponential = fc
  .tuple(sign, digits(1, 1), digits(0, 16), fc.integer({ min: -38, max: 20 }))
  .map(([minus, whole, places, exponent]) => `${minus}${whole}${places && `.${places}`}E${exponent}`);
const amount = fc.oneof({ weight: 3, arbitrary: decimal }, exponential, fc.constantFrom("0", "-0.00", "1e12", "1E-12"));

const charges = fc.array(
  fc.record({
    BilledCost: amount,
    EffectiveCost: amount,
    ListCost: fc.option(amount),
    ContractedCost: fc.option(amount),
    PricingQuantity: fc.option(amount),
    ListUnitPrice: fc.option(amount),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("amounts", () => {
  it("are stored so that their sums equal those of the text, whatever their digits", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await fc.assert(
      fc.asyncProperty(charges, async (rows) => {
        await importRows(scope, sourceId, rows);
        const [stored] = await rowsOf<Record<string, string | null>>(sql`
          select sum(billed) * 1e-10::numeric + coalesce(sum(billed_rest), 0) as billed,
            sum(effective) * 1e-10::numeric + coalesce(sum(effective_rest), 0) as effective,
            sum(list) * 1e-10::numeric + coalesce(sum(list_rest), 0) as list,
            sum(contracted) * 1e-10::numeric + coalesce(sum(contracted_rest), 0) as contracted,
            sum(pricing_quantity) as quantity
          from charge join import_slice slice on slice.id = slice_id
          where slice.source_id = ${sourceId}::uuid`);
        const exact = (name: keyof (typeof rows)[number]) => {
          const known = rows.flatMap((row) => row[name] ?? []);
          return known.length === 0 ? null : plain(sumOf(known));
        };
        const value = (text: string | null | undefined) => (text === null || text === undefined ? null : plain(text));
        expect(metrics.map((metric) => value(stored?.[metric]))).toEqual([
          exact("BilledCost"),
          exact("EffectiveCost"),
          exact("ListCost"),
          exact("ContractedCost"),
        ]);
        expect(value(stored?.quantity)).toBe(exact("PricingQuantity"));
      }),
      { numRuns: 25, endOnFailure: true },
    );
    const current = await db.importSlice.findMany({ where: { sourceId, state: "current" } });
    expect(current).toHaveLength(1);
  });

  it.each([
    ["0.0000000001", "1", null],
    ["-99999999.9999999999", "-999999999999999999", null],
    ["0.08799215300000", "879921530", null],
    ["6.123E-7", "6123", null],
    ["0.00000000001", "0", "0.00000000001"],
    ["123456789", "0", "123456789"],
  ])("%s is %s units and %s", async (text, units, rest) => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: text }]);
    const [row] = await rowsOf<{ billed: string; billed_rest: string | null }>(sql`
      select billed::text, billed_rest from charge join import_slice slice on slice.id = slice_id
      where slice.source_id = ${sourceId}::uuid`);
    expect(row?.billed).toBe(units);
    expect(row?.billed_rest === null ? null : plain(new Money(row?.billed_rest ?? 0))).toBe(rest);
  });
});
