import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, zero } from "../focus/money";
import { areCompatible, type Claim, type Costs, countedSavings } from "./total";
import { actions } from "./words";

const usd = (amount: number | string) => ({ currency: "USD", amount: new Money(amount) });
const claim = (id: string, action: Claim["action"], saving: number, ...resources: string[]): Claim => ({
  id,
  action,
  resources,
  currency: "USD",
  saving: new Money(saving),
});

const total = (claims: Claim[], costs: Costs) =>
  [...countedSavings(claims, costs).values()].reduce((sum, { amount }) => sum.plus(amount), zero);

describe("countedSavings", () => {
  const costs: Costs = new Map([
    ["a", usd(100)],
    ["b", usd(40)],
    ["e", { currency: "EUR", amount: new Money(50) }],
  ]);

  it("counts the larger of two that exclude each other and says whose place the other left", () => {
    const counted = countedSavings([claim("big", "delete", 100, "a"), claim("small", "rightsize", 50, "a")], costs);
    expect(counted.get("big")?.amount.toString()).toBe("100");
    expect(counted.get("small")).toEqual({ amount: zero, instead: "big" });
  });

  it("multiplies what is left where both can be done", () => {
    expect(total([claim("size", "rightsize", 50, "a"), claim("hours", "schedule", 60, "a")], costs).toString()).toBe(
      "80",
    );
  });

  it("prefers two smaller ones to one that excludes both", () => {
    const claims = [
      claim("all", "delete", 90, "a", "b"),
      claim("x", "rightsize", 70, "a"),
      claim("y", "delete", 40, "b"),
    ];
    expect(total(claims, costs).toString()).toBe("110");
  });

  it("never counts more than the resource costs", () => {
    expect(total([claim("too much", "rightsize", 900, "a")], costs).toString()).toBe("100");
  });

  it.each([
    ["a saving below zero", claim("x", "rightsize", -5, "a")],
    ["a saving that is no number", claim("x", "rightsize", Number.NaN, "a")],
    ["another currency than the bill's", claim("x", "rightsize", 5, "e")],
    ["a resource that costs nothing anybody knows of", claim("x", "rightsize", 5, "unknown")],
  ])("leaves out %s", (_why, bad) => {
    expect(total([bad], costs).toString()).toBe("0");
  });
});

const keys = ["a", "b", "c", "d"];
const anyCosts = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: keys.length, maxLength: keys.length })
  .map((cents): Costs => new Map(keys.map((key, index) => [key, usd((cents[index] ?? 0) / 100)])));
const anyClaims = fc
  .array(
    fc.record({
      action: fc.constantFrom(...actions),
      resources: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }),
      saving: fc.oneof(fc.integer({ min: -1000, max: 200_000 }), fc.constant(Number.NaN)),
    }),
    { maxLength: 7 },
  )
  .map((all) => all.map((each, index) => claim(`${index}`, each.action, each.saving / 100, ...each.resources)));

describe("the one total", () => {
  it("never exceeds what the resources concerned cost now, and counts only what can all be done", () => {
    fc.assert(
      fc.property(anyClaims, anyCosts, (claims, costs) => {
        const counted = countedSavings(claims, costs);
        const taken = claims.filter(({ id }) => counted.get(id)?.amount.gt(0));
        const concerned = new Set(taken.flatMap(({ resources }) => resources));
        const most = [...concerned].reduce((sum, key) => sum.plus(costs.get(key)?.amount ?? 0), zero);
        expect(total(claims, costs).lte(most)).toBe(true);
        for (const one of taken) {
          for (const other of taken) expect(one === other || areCompatible(one, other)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("is at least the largest single saving, and does not depend on the order", () => {
    fc.assert(
      fc.property(anyClaims, anyCosts, (claims, costs) => {
        const whole = total(claims, costs);
        for (const one of claims) expect(whole.plus("0.0001").gte(total([one], costs))).toBe(true);
        expect(
          total([...claims].reverse(), costs)
            .minus(whole)
            .abs()
            .lt("0.0001"),
        ).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
