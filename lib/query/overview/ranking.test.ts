import fc from "fast-check";
import { expect, it } from "vitest";
import { Ratio } from "../../focus/money";
import { shareOf } from "./ranking";

it("is the share to six places, rounded as exact division rounds it", () => {
  const amount = fc.tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 12 }));
  const written = amount.map(([digits, places]) => new Ratio(`${digits}e-${places}`).toFixed());
  fc.assert(
    fc.property(written, written, (part, whole) => {
      const exact = Number(whole) > 0 ? new Ratio(part).div(whole).toDecimalPlaces(6).toNumber() : null;
      expect(shareOf(part, whole)).toBe(exact);
    }),
    {
      numRuns: 2000,
      examples: [
        ["0.0000005", "1"],
        ["-0.0000005", "1"],
        ["1", "3"],
        ["-0.0000001", "1"],
        ["1", "0"],
      ],
    },
  );
});
