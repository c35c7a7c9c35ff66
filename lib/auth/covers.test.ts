import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../focus/condition";
import { isBare, operators } from "../focus/dimension";
import { covers } from "./covers";

const is = (operator: Condition["operator"], ...values: string[]): Condition => {
  return { dimension: "tag.team", operator, values };
};
const other: Condition = { dimension: "service", operator: "eq", values: ["payments"] };

describe("a row scope covers conditions", () => {
  it.each<[string, Condition[], Condition[]]>([
    ["the same", [is("eq", "payments")], [is("eq", "payments")]],
    ["the same and more", [is("eq", "payments")], [other, is("eq", "payments")]],
    ["one of several", [is("in", "payments", "search")], [is("eq", "search")]],
    ["one of several after another is left out", [is("in", "a", "b")], [is("in", "a", "b", "c"), is("ne", "c")]],
    ["what two lists have in common", [is("eq", "b")], [is("in", "a", "b"), is("in", "b", "c")]],
    ["any value", [is("present")], [is("contains", "pay")]],
    ["no value", [is("absent")], [is("absent")]],
    ["what begins with a longer text", [is("startswith", "pay")], [is("startswith", "payments-")]],
    ["what holds a longer text", [is("contains", "pay")], [is("startswith", "x-pay-y")]],
    ["everything but two, each left out apart", [is("notin", "a", "b")], [is("ne", "a"), is("ne", "b")]],
    ["charges without a value, where one value is excluded", [is("ne", "a")], [is("absent")]],
  ])("%s", (_what, rows, conditions) => {
    expect(covers(rows, conditions)).toBe(true);
  });

  it.each<[string, Condition[], Condition[]]>([
    ["nothing asked", [is("eq", "payments")], []],
    ["another dimension", [is("eq", "payments")], [other]],
    ["another value", [is("eq", "payments")], [is("eq", "search")]],
    ["another case", [is("eq", "payments")], [is("eq", "Payments")]],
    ["more values", [is("eq", "payments")], [is("in", "payments", "search")]],
    ["what only begins like it", [is("eq", "payments")], [is("startswith", "payments")]],
    ["what is left out elsewhere", [is("ne", "a")], [is("ne", "b")]],
    ["charges without a value", [is("present")], [is("ne", "a")]],
    ["one of two conditions", [is("eq", "payments"), other], [other]],
    ["what nothing can satisfy", [is("eq", "payments")], [is("eq", "payments"), is("eq", "search")]],
  ])("not %s", (_what, rows, conditions) => {
    expect(covers(rows, conditions)).toBe(false);
  });

  it("of everything, whatever they are", () => {
    expect(covers(null, [])).toBe(true);
  });
});

const texts = ["a", "b", "ab", "abc", "B", "Ab", ""];
const condition = fc
  .tuple(fc.constantFrom("service", "tag.team"), fc.constantFrom(...operators), fc.array(fc.constantFrom(...texts)))
  .map(([dimension, operator, wanted]): Condition => {
    const one = [wanted[0] ?? "a"];
    const values = operator === "in" || operator === "notin" ? [...one, ...wanted] : one;
    return { dimension: dimension as Condition["dimension"], operator, values: isBare(operator) ? [] : values };
  });

type Charge = Record<string, string | null>;

function satisfies(charge: Charge, { dimension, operator, values: [wanted = "", ...more] }: Condition): boolean {
  const value = charge[dimension] ?? null;
  const isNamed = value !== null && [wanted, ...more].includes(value);
  if (operator === "absent") return value === null;
  if (operator === "present") return value !== null;
  if (operator === "ne" || operator === "notin") return !isNamed;
  if (operator === "eq" || operator === "in") return isNamed;
  const [whole, part] = [value?.toLowerCase() ?? null, wanted.toLowerCase()];
  return whole !== null && (operator === "contains" ? whole.includes(part) : whole.startsWith(part));
}

it("never covers a charge that the row scope leaves out", () => {
  const values = [null, ...texts];
  const charges: Charge[] = values.flatMap((service) => values.map((team) => ({ service, "tag.team": team })));
  const several = { minLength: 1, maxLength: 3 };
  let covered = 0;
  fc.assert(
    fc.property(fc.array(condition, several), fc.array(condition, { ...several, maxLength: 4 }), (rows, conditions) => {
      if (!covers(rows, conditions)) return;
      covered += 1;
      for (const charge of charges) {
        if (!conditions.every((each) => satisfies(charge, each))) continue;
        expect(rows.every((each) => satisfies(charge, each))).toBe(true);
      }
    }),
    { numRuns: 20_000 },
  );
  expect(covered).toBeGreaterThan(200);
});
