import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money } from "../../focus/money";
import { EMPTY, OTHER, readSimple, SIMPLE } from "./simple-number";

function reading(text: string) {
  const bytes = Buffer.from(`,${text},`);
  const words = new Int32Array(4);
  const kind = readSimple(bytes, 1, bytes.length - 1, words, 2);
  const units = (BigInt(words[3] ?? 0) << 32n) + BigInt((words[2] ?? 0) >>> 0);
  return { kind, units: kind === SIMPLE ? units : null };
}

const digits = (minLength: number, maxLength: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${minLength},${maxLength}}$`));

describe("simple numbers", () => {
  it("are read exactly", () => {
    const numbers = fc.record({ sign: fc.constantFrom("", "-"), whole: digits(1, 8), decimals: digits(1, 10) });
    fc.assert(
      fc.property(numbers, fc.constantFrom("", " ", "  "), fc.boolean(), ({ sign, whole, decimals }, space, quoted) => {
        for (const number of [`${sign}${whole}`, `${sign}${whole}.${decimals}`]) {
          const text = quoted ? `"${space}${number}${space}"` : `${space}${number}${space}`;
          const units = new Money(number).times("1e10");
          expect(reading(text)).toEqual({ kind: SIMPLE, units: BigInt(units.toFixed(0)) });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["99999999.9999999999", "-99999999.9999999999", "90071992.5474099100", "900719.9254740993", "-0", "00.10"])(
    "hold %s",
    (text) => {
      expect(reading(text).units).toBe(BigInt(new Money(text).times("1e10").toFixed(0)));
    },
  );

  it.each([
    "1e3",
    "+1",
    "1.",
    ".5",
    "1,5",
    "123456789",
    "1.12345678901",
    "--1",
    "- 1",
    "1 2",
    "x",
    "NULL",
    '""',
    "$1",
    '"',
    '"1"2"',
  ])("are not %s", (text) => {
    expect(reading(text)).toEqual({ kind: OTHER, units: null });
  });

  it("are not empty fields", () => {
    expect(reading("").kind).toBe(EMPTY);
  });
});
