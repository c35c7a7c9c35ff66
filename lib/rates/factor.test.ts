import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money } from "../focus/money";
import { addDays } from "../focus/period";
import { RateBook } from "./factor";
import type { Rate } from "./rate";

const ecb = (quote: string, day: string, rate: string): Rate => {
  return { base: "EUR", quote, day, through: day, origin: "ecb", rate };
};
const hand = (base: string, quote: string, day: string, rate: string, through = day): Rate => {
  return { base, quote, day, through, origin: "hand", rate };
};

// 2026-11-06 is a Friday.
const friday = [ecb("USD", "2026-11-06", "1.25"), ecb("JPY", "2026-11-06", "160"), ecb("GBP", "2026-11-05", "0.8")];

describe("RateBook", () => {
  it.each([
    ["a euro is worth what the ECB says", "EUR", "USD", "2026-11-06", "1.25", "2026-11-06"],
    ["a dollar is the inverse", "USD", "EUR", "2026-11-06", "0.8", "2026-11-06"],
    ["dollars become yen through the euro", "USD", "JPY", "2026-11-06", "128", "2026-11-06"],
    ["on Sunday Friday's rate counts", "USD", "EUR", "2026-11-08", "0.8", "2026-11-06"],
    ["seven days later it still counts", "USD", "EUR", "2026-11-13", "0.8", "2026-11-06"],
    ["the older leg says how old a cross rate is", "USD", "GBP", "2026-11-06", "0.64", "2026-11-05"],
    ["a currency is itself", "USD", "USD", "2031-01-01", "1", "2031-01-01"],
  ])("%s", (_why, from, to, day, factor, rateDay) => {
    expect(new RateBook(friday).factorOn(from, to, day)).toMatchObject({ factor, rateDay });
  });

  it.each([
    ["eight days later no rate counts", "USD", "EUR", "2026-11-14"],
    ["a later rate never counts for an earlier day", "USD", "EUR", "2026-11-05"],
    ["an unknown currency has none", "USD", "CHF", "2026-11-06"],
    ["a cross rate needs both legs", "GBP", "USD", "2026-11-13"],
  ])("%s", (_why, from, to, day) => {
    expect(new RateBook(friday).factorOn(from, to, day)).toBeNull();
  });

  it("takes a rate entered by hand before the ECB's of the same day, and the newer of two days", () => {
    const book = new RateBook([
      ...friday,
      hand("USD", "EUR", "2026-11-06", "0.9"),
      hand("USD", "JPY", "2026-11-04", "1"),
    ]);
    expect(book.factorOn("USD", "EUR", "2026-11-07")?.factor).toBe("0.9");
    // The pair's own is two days older than the way through the euro, which itself has a hand-made leg.
    expect(book.factorOn("USD", "JPY", "2026-11-06")?.factor).toBe("144");
  });

  it("lets a rate for a span count on each of its days, and seven days after", () => {
    const book = new RateBook([...friday, hand("EUR", "USD", "2026-01-01", "2", "2026-12-31")]);
    expect(book.factorOn("USD", "EUR", "2026-11-06")).toMatchObject({ factor: "0.5", rateDay: "2026-11-06" });
    expect(book.factorOn("USD", "EUR", "2027-01-07")).toMatchObject({ factor: "0.5", rateDay: "2026-12-31" });
    expect(book.factorOn("USD", "EUR", "2027-01-08")).toBeNull();
  });

  it("goes through a given pair where the euro leads nowhere", () => {
    const book = new RateBook([hand("USD", "CHF", "2026-11-06", "0.8"), hand("CHF", "GBP", "2026-11-06", "0.9")]);
    expect(book.factorOn("USD", "GBP", "2026-11-06")?.factor).toBe("0.72");
  });

  it("rounds a factor once, to 24 decimals", () => {
    const book = new RateBook([ecb("USD", "2026-11-06", "3")]);
    expect(book.factorOn("USD", "EUR", "2026-11-06")?.factor).toBe(`0.${"3".repeat(24)}`);
  });

  it("there and back is the same amount but for that rounding, on any day that has a rate", () => {
    const rate = fc.integer({ min: 1, max: 10 ** 9 }).map((units) => new Money(units).div(10_000).toFixed());
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 20 }), fc.nat(30), (values, later) => {
        const book = new RateBook(values.map((value, index) => ecb("USD", addDays("2026-01-01", index), value)));
        const day = addDays("2026-01-01", later);
        const [there, back] = [book.factorOn("EUR", "USD", day), book.factorOn("USD", "EUR", day)];
        expect(there === null).toBe(later > values.length - 1 + 7);
        if (!there || !back) return;
        expect(there.rateDay).toBe(addDays("2026-01-01", Math.min(later, values.length - 1)));
        expect(new Money(there.factor).times(back.factor).minus(1).abs().lt("1e-17")).toBe(true);
      }),
    );
  });
});
