import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, plain, sumOf } from "../focus/money";
import { driversOf } from "./drivers";

const cost = fc.oneof(
  fc.integer({ min: -50_000, max: 500_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom("0", "0.0000000001", "-0.00000000007", "1234567890.123456789012345"),
);
const contributor = fc.record({
  service: fc.constantFrom("EC2", "S3", null),
  account: fc.constantFrom("1", "2", null),
  now: cost,
  before: cost,
  firstSeen: fc.constant("2026-06-01"),
});

describe("drivers", () => {
  it("add up to the overrun with the rest, to the last digit", () => {
    const basis = fc.constantFrom("actual" as const, "forecast" as const, "pace" as const);
    fc.assert(
      fc.property(fc.array(contributor, { maxLength: 12 }), basis, cost, cost, (all, kind, extra, limit) => {
        const actual = sumOf(all.map(({ now }) => now));
        const reached = kind === "forecast" ? actual.plus(extra) : actual;
        const made = driversOf({ basis: kind, reached, reference: new Money(limit) }, all);
        expect(made.overrun).toBe(plain(reached.minus(limit)));
        expect(plain(sumOf([...made.drivers.map(({ amount }) => amount), made.rest.amount]))).toBe(made.overrun);
        expect(made.drivers.length + made.rest.contributors).toBe(all.length);
        expect(made.drivers.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it("are those that cost more than their share of the budget", () => {
    const of = (service: string, now: string, before: string) => {
      return { service, account: "1", now, before, firstSeen: "2026-06-01" };
    };
    const made = driversOf({ basis: "actual", reached: new Money(1300), reference: new Money(1000) }, [
      of("EC2", "900", "500"),
      of("S3", "400", "500"),
    ]);
    expect(made).toMatchObject({
      overrun: "300",
      drivers: [{ service: "EC2", amount: "400", share: "1.3333" }],
      rest: { amount: "-100", contributors: 1 },
    });
  });
});
