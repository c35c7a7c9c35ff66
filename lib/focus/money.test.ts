import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bySize, Money, plain, sumOf, sumText } from "./money";

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), fc.integer({ min: 0, max: 30 }))
  .map(([digits, places]) => new Money(digits.toString()).div(new Money(10).pow(places)));

describe("money", () => {
  it("adds a million cents to ten thousand exactly", () => {
    expect(plain(sumOf(Array.from({ length: 1_000_000 }, () => "0.01")))).toBe("10000");
  });

  it.each([
    ["6.123E-7", "0.0000006123"],
    ["-0.00", "0"],
    ["1e12", "1000000000000"],
    ["20.52022672899", "20.52022672899"],
  ])("writes %s as %s", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it("sums to what one by one comes to, however long the amounts are", () => {
    const amounts = fc.array(
      fc.oneof(
        decimal,
        fc.integer({ min: -999_999, max: 999_999 }).map((n) => new Money(n).div(1000)),
        // Around the sizes from which on floats are not near enough any more.
        fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }).map((units) => new Money(units.toString()).div(1e10)),
        fc.bigInt({ min: -1000n, max: 1000n }).map((near) => new Money((2n ** 50n + near).toString()).div(1e10)),
      ),
    );
    fc.assert(
      fc.property(amounts, (given) => {
        const texts = given.map(plain);
        const expected = plain(given.reduce((sum, each) => sum.plus(each), new Money(0)));
        expect(sumText(texts)).toBe(expected);
        expect(plain(sumOf(texts))).toBe(expected);
        expect(texts.toSorted(bySize).map((text) => plain(new Money(text).abs()))).toEqual(
          given
            .map((each) => each.abs())
            .toSorted((one, other) => other.cmp(one))
            .map(plain),
        );
      }),
    );
  });

  it("sums to the same amount in any order", () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 30 }), (amounts) => {
        const texts = amounts.map(plain);
        expect(plain(sumOf(texts))).toBe(plain(sumOf(texts.toReversed())));
      }),
    );
  });
});
