import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money } from "../../focus/money";
import type { OnDemandPool } from "../ledger/on-demand-pools";
import type { Reach } from "../ledger/reach";
import type { Smaller } from "./cells";
import type { Bought } from "./proposal";
import { countedPurchases, type Purchase } from "./purchases";
import { shareOut } from "./share-out";

const compute: Bought = { service: "instance", region: null, family: null, type: null, engine: null };
const pool = (family: string, amount: number, more: Partial<OnDemandPool> = {}): OnDemandPool => ({
  ...{ provider: "AWS", payer: "payer", currency: "USD", service: "instance", region: "eu-west-1", family },
  amount: new Money(amount),
  ...more,
});
const buying = (id: string, buys: Partial<Bought>, saving: number, more: Partial<Purchase> = {}): Purchase => ({
  ...{ id, payer: "payer", provider: "AWS", currency: "USD", buys: { ...compute, ...buys }, isOurs: false },
  ...{ now: new Money(saving * 4), saving: new Money(saving), ...more },
});
const of = (family: string) => ({ region: "eu-west-1", family });

describe("purchases", () => {
  const amounts = (purchases: Purchase[], pools: OnDemandPool[], smaller: Smaller[] = []) =>
    Object.fromEntries(
      [...countedPurchases(purchases, pools, smaller)].map(([id, { amount }]) => [id, amount.toNumber()]),
    );

  it("for different families and services stand beside each other", () => {
    const database = { ...of("r6g"), service: "database", type: "db.r6g.large" } as const;
    const pools = [pool("m5", 400), pool("c5", 400), pool("r6g", 200, { service: "database" })];
    expect(amounts([buying("m", of("m5"), 60), buying("c", of("c5"), 50), buying("d", database, 30)], pools)).toEqual({
      m: 60,
      c: 50,
      d: 30,
    });
  });

  it("for the same usage exclude each other, and one for all compute excludes those for parts of it", () => {
    const pools = [pool("m5", 400), pool("c5", 400)];
    expect(amounts([buying("m", of("m5"), 60), buying("again", of("m5"), 50)], pools)).toEqual({ m: 60, again: 0 });
    expect(amounts([buying("all", {}, 100), buying("m", of("m5"), 60)], pools)).toEqual({ all: 100, m: 0 });
    expect(amounts([buying("all", {}, 100), buying("m", of("m5"), 60), buying("c", of("c5"), 50)], pools)).toEqual({
      all: 0,
      m: 60,
      c: 50,
    });
  });

  it("save no more than what runs on demand, and nothing of what smaller machines will not need", () => {
    expect(amounts([buying("m", of("m5"), 600)], [pool("m5", 100)])).toEqual({ m: 100 });
    const less = { ...compute, ...of("m5"), provider: "AWS", payer: "payer", currency: "USD", amount: new Money(300) };
    expect(amounts([buying("m", of("m5"), 60)], [pool("m5", 400), pool("c5", 400)], [less])).toEqual({ m: 15 });
    // No bill names the machines that are made smaller: they are of some payer of their provider.
    const unnamed = [{ ...less, payer: null }];
    expect(amounts([buying("m", of("m5"), 60)], [pool("m5", 400)], unnamed)).toEqual({ m: 15 });
    expect(amounts([buying("m", of("m5"), 60)], [pool("m5", 400)], [{ ...less, provider: "Another" }])).toEqual({
      m: 60,
    });
    expect(amounts([buying("m", of("m5"), 60, { currency: "EUR" })], [pool("m5", 400)])).toEqual({ m: 0 });
  });

  it("that were made take their usage from the others until the bill shows it", () => {
    const made = buying("made", of("m5"), 60, { isDone: true });
    const pools = [pool("m5", 240), pool("c5", 400)];
    expect(amounts([made, buying("m", of("m5"), 60), buying("c", of("c5"), 50)], pools)).toEqual({
      ...{ made: 60, m: 0, c: 50 },
    });
    expect(amounts([made, buying("m", of("m5"), 60)], [])).toEqual({ made: 60, m: 0 });
    const wide = buying("wide", {}, 60, { isDone: true });
    expect(amounts([wide, buying("c", of("c5"), 50)], [pool("c5", 240)])).toEqual({ wide: 60, c: 0 });
  });

  it("of tables, memory and machine learning are limited by the ledger as well", () => {
    const any = { region: null, family: null };
    const tables = pool("", 40, { service: "tables", ...any });
    const buys = { t: buying("t", { service: "tables" }, 60), l: buying("l", { service: "learning" }, 60) };
    expect(amounts([buys.t, buys.l], [pool("m5", 400), tables])).toEqual({ t: 40, l: 0 });
    // Nothing is known of a payer without a bill, nor of machines where the bill names none.
    expect(amounts([buys.l], [])).toEqual({ l: 60 });
    expect(amounts([buying("m", of("m5"), 60)], [tables])).toEqual({ m: 60 });
  });

  it("never come to more together than the usage of their payer costs on demand", () => {
    const family = fc.constantFrom("m5", "c5", "r5", null);
    const any = fc.record({
      family,
      regional: fc.boolean(),
      saving: fc.integer({ min: 0, max: 900 }),
      ours: fc.boolean(),
    });
    const cells = fc.array(
      fc.record({ family: fc.constantFrom("m5", "c5", "r5"), cost: fc.integer({ min: 0, max: 500 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), cells, fc.integer({ min: 0, max: 400 }), (all, costs, less) => {
        const pools = costs.map(({ family: name, cost }) => pool(name, cost));
        const purchases = all.map(({ family: name, regional, saving }, index) =>
          buying(`${index}`, { family: name, region: regional && name ? "eu-west-1" : null }, saving),
        );
        const smaller = [
          { ...compute, ...of("m5"), provider: "AWS", payer: "payer", currency: "USD", amount: new Money(less) },
        ];
        const whole = costs.reduce((sum, { cost }) => sum + cost, 0);
        const total = Object.values(amounts(purchases, pools, smaller)).reduce((sum, each) => sum + each, 0);
        expect(total).toBeLessThanOrEqual(Math.max(0, whole - less) + 1e-6);
      }),
      { numRuns: 300 },
    );
  });
});

describe("usage that commitments would cover instead", () => {
  const reserved: Reach = { service: "instance", region: "eu-west-1", family: "m5" };
  const freed = (id: string, amount: number, reach = reserved) => ({
    ...{ id, provider: "AWS", payer: "payer", currency: "USD", free: new Money(5) },
    covered: [{ ...reach, amount: new Money(amount) }],
  });

  it("is there once, for those first that free most, and is not bought for again", () => {
    const smaller: Smaller[] = [];
    const shared = shareOut([freed("small", 40), freed("large", 80)], [pool("m5", 100)], smaller);
    expect([...shared].map(([id, { amount }]) => [id, amount.toNumber()])).toEqual([
      ["small", 25],
      ["large", 85],
    ]);
    const after = countedPurchases([buying("m", of("m5"), 60)], [pool("m5", 100)], smaller);
    expect(after.get("m")?.amount.toNumber()).toBe(0);
  });

  it("is what the commitment can cover", () => {
    const database: Reach = { service: "database", region: "eu-west-1", family: "r6g" };
    const plan: Reach = { service: "compute", region: null, family: null };
    const pools = [
      pool("m5", 30),
      pool("m5", 20, { region: "us-east-1" }),
      pool("r6g", 8, { service: "database" }),
      { ...pool("", 7, { service: "serverless" }), family: null },
    ];
    const counted = (reach: Reach) =>
      shareOut([freed("a", 100, reach)], pools, [])
        .get("a")
        ?.amount.toNumber();
    expect([counted(reserved), counted(database), counted(plan)]).toEqual([35, 13, 62]);
    expect(counted({ ...reserved, family: "c5" })).toBe(5);
    // What only a reservation reaches is not taken up by a plan that reaches more.
    const smaller: Smaller[] = [];
    const both = shareOut([freed("plan", 50, plan), freed("own", 30)], pools, smaller);
    expect([...both].map(([id, { amount }]) => [id, amount.toNumber()])).toEqual([
      ["plan", 32],
      ["own", 35],
    ]);
    expect(smaller.map(({ service, region, amount }) => [service, region, amount.toNumber()])).toEqual([
      ["instance", "eu-west-1", 30],
      ["instance", "us-east-1", 20],
      ["serverless", "eu-west-1", 7],
    ]);
  });

  it("is of one payer, and less what better sizes do not need any more", () => {
    const less = { ...compute, provider: "AWS", payer: "payer", currency: "USD", amount: new Money(90) };
    expect(
      shareOut([freed("a", 40)], [pool("m5", 100)], [less])
        .get("a")
        ?.amount.toNumber(),
    ).toBe(15);
    expect(
      shareOut([freed("a", 40)], [pool("m5", 100, { payer: "other" })], [])
        .get("a")
        ?.amount.toNumber(),
    ).toBe(5);
  });
});
