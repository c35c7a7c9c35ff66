import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain, sumOf } from "../focus/money";
import { DailySums, moneyOf, unitsOf } from "./daily-sums";

const amount = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }).map((cents) => (cents / 100).toFixed(2)),
  fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }).map((units) => plain(moneyOf(units))),
  fc.constantFrom(
    "0",
    "",
    "-0.00000000007",
    "-0.5",
    "1234567890.123456789012345",
    "-98765432109876.5",
    "-0.000000000000000000001",
    "99999999999999999999999999999999999999",
  ),
);

describe("daily sums", () => {
  it("are exact, however many digits an amount has", () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 12 }), (amounts) => {
        const sums = new DailySums("2026-01-01");
        const offsets = amounts.map((_, index) => index % 3);
        sums.add("usage", offsets, unitsOf(amounts));
        for (const day of [0, 1, 2]) {
          const own = amounts.filter((each, index) => index % 3 === day && each !== "");
          const kind = sums.kinds.get("usage");
          expect(plain(moneyOf(kind?.whole[day] ?? 0n, kind?.rest.get(day)))).toBe(plain(sumOf(own)));
        }
      }),
    );
  });

  it("know the first day that has a charge, even one of nothing", () => {
    const sums = new DailySums("2026-01-01");
    expect(sums.first).toBeNull();
    sums.add("usage", [4, 2], unitsOf(["1", "0"]));
    expect(sums.first).toBe("2026-01-03");
  });
});
