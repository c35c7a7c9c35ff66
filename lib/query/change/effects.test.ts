import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeKinds } from "../../focus/charge";
import { Money, plain } from "../../focus/money";
import { effectsOf, type Leaf, type Lengths } from "./effects";
import { explainedParts, type Part, sums, weighed } from "./tree";

const none = { now: "0", before: "0", costNow: "0", costBefore: "0" };
const kept: Leaf = {
  currency: "USD",
  subAccount: "111",
  service: "Amazon EC2",
  region: "eu-west-1",
  sku: "m5.large",
  kind: "usage",
  unit: "Hours",
  life: "kept",
  unused: false,
  resources: 1,
  now: "0",
  before: "0",
  quantities: { covered: none, open: none },
};
const month: Lengths = { now: 30, before: 30 };

/** Usage that no commitment covers. */
function usage(before: [cost: string, quantity: string], now: [cost: string, quantity: string]): Leaf {
  const open = { now: now[1], before: before[1], costNow: now[0], costBefore: before[0] };
  return { ...kept, now: now[0], before: before[0], quantities: { covered: none, open } };
}

const told = (leaf: Leaf, lengths = month) =>
  Object.fromEntries([...effectsOf(leaf, lengths)].map(([cause, amount]) => [cause, plain(amount)]));

describe("the effects of a part", () => {
  it.each([
    ["twice the hours at the same price are usage", usage(["10", "100"], ["20", "200"]), { quantity: "10" }],
    ["the same hours at a higher price are price", usage(["10", "100"], ["15", "100"]), { price: "5" }],
    [
      "both: the quantity counts at the old price, the price at the new quantity",
      usage(["10", "100"], ["30", "200"]),
      { quantity: "10", price: "10" },
    ],
    [
      "a third that cannot be written exactly leaves no price behind",
      usage(["1", "3"], ["2.3333333333", "7"]),
      { quantity: "1.3333333333" },
    ],
    ["what was not used before is usage", usage(["0", "0"], ["7", "70"]), { quantity: "7" }],
    ["what states no quantity is told apart", { ...kept, now: "9", before: "4", quantities: null }, { usage: "5" }],
    ["a new resource", { ...kept, life: "new", now: "9", before: "0" } as Leaf, { new: "9" }],
    ["a vanished resource", { ...kept, life: "vanished", now: "0", before: "4" } as Leaf, { vanished: "-4" }],
    ["tax is tax whatever it is on", { ...kept, kind: "tax", now: "9", before: "4" } as Leaf, { tax: "5" }],
    ["a smaller credit raises the cost", { ...kept, kind: "credit", now: "-1", before: "-4" } as Leaf, { credit: "3" }],
    ["a commitment nobody uses", { ...kept, unused: true, now: "9", before: "4" }, { "unused commitment": "5" }],
  ])("%s", (_why, leaf, expected) => {
    expect(told(leaf)).toEqual(expected);
  });

  it("compares day for day where the periods differ in length", () => {
    const february = { now: 31, before: 28 };
    expect(told(usage(["28", "280"], ["31", "310"]), february)).toEqual({ days: "3" });
    expect(told(usage(["28", "280"], ["62", "620"]), february)).toEqual({ days: "3", quantity: "31" });
    expect(told({ ...kept, kind: "commitment fee", now: "5", before: "5" }, february)).toEqual({
      "commitment fee": "0",
    });
  });

  it("tells usage that moved under a commitment from a change of price", () => {
    const covered = { before: "0", costBefore: "0", now: "50", costNow: "3" };
    const open = { before: "100", costBefore: "10", now: "50", costNow: "5" };
    expect(told({ ...kept, before: "10", now: "8", quantities: { covered, open } })).toEqual({ coverage: "-2" });
  });
});

const amount = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => (value / 10_000).toFixed(4)),
  fc.constantFrom("0", "0.0000000000000001", "123456789012.123456789", "-0.3333333333333"),
);
const quantity = fc.integer({ min: 0, max: 1000 }).map((value) => (value / 7).toFixed(8));
const measured = fc.record({ now: quantity, before: quantity, costNow: amount, costBefore: amount });
const anyLeaf: fc.Arbitrary<Leaf> = fc
  .record({
    subAccount: fc.constantFrom("111", "222", null),
    service: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h", null),
    region: fc.constantFrom("x", "y", null),
    sku: fc.constantFrom("1", "2", "3"),
    kind: fc.constantFrom(...chargeKinds),
    life: fc.constantFrom("new" as const, "vanished" as const, "kept" as const, "none" as const),
    unused: fc.boolean(),
    covered: measured,
    open: measured,
    stated: fc.boolean(),
  })
  .map(({ covered, open, stated, ...rest }) => ({
    ...kept,
    ...rest,
    now: plain(new Money(covered.costNow).plus(open.costNow)),
    before: plain(new Money(covered.costBefore).plus(open.costBefore)),
    quantities: stated ? { covered, open } : null,
  }));
const lengths = fc.record({ now: fc.integer({ min: 1, max: 400 }), before: fc.integer({ min: 1, max: 400 }) });

const sum = (amounts: { amount: string }[]) =>
  plain(amounts.reduce((all, each) => all.plus(each.amount), new Money(0)));

function expectWhole(part: Pick<Part, "amount" | "causes" | "parts" | "now" | "before">): void {
  expect(sum(part.causes)).toBe(part.amount);
  expect(plain(new Money(part.now).minus(part.before))).toBe(part.amount);
  if (part.parts.length === 0) return;
  expect(sum(part.parts)).toBe(part.amount);
  for (const inside of part.parts) expectWhole(inside);
}

describe("an explanation", () => {
  it("adds up to the change to the last digit, by cause and by part, at every depth", () => {
    fc.assert(
      fc.property(fc.array(anyLeaf, { maxLength: 40 }), lengths, (leaves, days) => {
        const all = weighed(leaves, days);
        expectWhole({ ...sums(all), parts: explainedParts(all) });
      }),
      { numRuns: 150 },
    );
  });

  it("names the few parts that moved and sums the others", () => {
    const of = (service: string, now: string): Leaf => ({ ...usage(["10", "1"], [now, "1"]), service });
    const leaves = [of("big", "110"), of("fell", "2"), ...["s", "t", "u", "v"].map((name) => of(name, "10.01"))];
    const parts = explainedParts(weighed(leaves, month));
    expect(parts.map(({ value, role, amount: moved, count }) => [role, value, moved, count])).toEqual([
      ["value", "big", "100", 1],
      ["value", "fell", "-8", 1],
      ["rest", null, "0.04", 4],
    ]);
    expect(parts.at(-1)?.where).toEqual([{ dimension: "service", operator: "notin", values: ["big", "fell"] }]);
  });

  it("does not net a rise in one account against a fall in another", () => {
    const of = (subAccount: string, now: string): Leaf => ({ ...usage(["100", "1"], [now, "1"]), subAccount });
    const parts = explainedParts(weighed([of("111", "200"), of("222", "0")], month));
    expect(parts.map(({ dimension, value, amount: moved }) => [dimension, value, moved])).toEqual([
      ["subAccount", "111", "100"],
      ["subAccount", "222", "-100"],
    ]);
  });
});
