import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zero } from "../../focus/money";
import { actions } from "../words";
import { type CountedRow, countedIn } from "./count";

const row = (more: Partial<CountedRow>): CountedRow => ({
  id: "a",
  source: "outlay",
  resource: "i",
  covers: [],
  action: "rightsize",
  kind: "instance",
  provider: "AWS",
  payer: "payer",
  region: "eu-west-1",
  current: "m6i.2xlarge",
  target: "m6i.xlarge",
  currency: "USD",
  saving: "50",
  covered: "0",
  covered_by: null,
  now: "100",
  ledger_cost: "100",
  ledger_currency: "USD",
  seen: "2026-08-10",
  done: false,
  ...more,
});
const amountOf = (rows: CountedRow[], id = "a") => countedIn(rows).get(id)?.amount.toString();

describe("what a resource costs", () => {
  it("is what the ledger has, whatever a provider says it costs and would save", () => {
    const theirs = row({ source: "compute-optimizer", now: "900", saving: "800", ledger_cost: "100" });
    expect(amountOf([theirs])).toBe("100");
  });

  it("is not compared with advice in another currency than the bill's", () => {
    const theirs = row({ source: "compute-optimizer", now: "900", saving: "30", ledger_currency: "EUR" });
    expect(amountOf([theirs])).toBe("0");
    expect(amountOf([theirs, row({ id: "b", currency: "EUR", ledger_currency: "EUR" })], "b")).toBe("50");
  });

  it("is our figure of what is not in the ledger, else the provider's", () => {
    const unknown = { ledger_cost: null, ledger_currency: null };
    const theirs = row({ id: "b", source: "compute-optimizer", now: "900", saving: "800", ...unknown });
    expect(amountOf([row(unknown), theirs], "b")).toBe("100");
    expect(amountOf([theirs], "b")).toBe("800");
  });

  it("holds what goes with it once", () => {
    const whole = row({ resource: "i", covers: ["v"], action: "delete", now: "44", saving: "44", ledger_cost: null });
    const rows = [
      { ...whole, ledger_currency: null },
      row({ id: "b", resource: "i", source: "compute-optimizer", now: "90", saving: "90", ledger_cost: null }),
      row({ id: "c", resource: "v", saving: "4", now: "40", ledger_cost: "40" }),
    ];
    // The volume is 40 of the 44.
    const counted = countedIn(rows);
    expect([...counted.values()].reduce((sum, { amount }) => sum.plus(amount), zero).toString()).toBe("44");
  });

  it("is less by what was done and is not measured yet", () => {
    const counted = (open: Partial<CountedRow>) => {
      const all = countedIn([row({ id: "d", done: true, saving: "75" }), row(open)]);
      expect(all.get("d")?.amount.toString()).toBe("75");
      return all.get("a")?.amount.toString();
    };
    expect(counted({ action: "schedule", saving: "40" })).toBe("10");
    // Another source's advice to do what was done, and one to go further.
    expect(counted({ source: "compute-optimizer", saving: "80" })).toBe("0");
    expect(counted({ source: "compute-optimizer", saving: "80", target: "m6i.large" })).toBe("5");
  });
});

describe("the one total of all that is told", () => {
  const keys = ["a", "b", "c"];
  const currencies = ["USD", "EUR", "JPY"];
  const bill = fc.record({ currency: fc.constantFrom(...currencies), cents: fc.integer({ min: 0, max: 50_000 }) });
  const bills = fc.array(fc.option(bill), { minLength: keys.length, maxLength: keys.length });
  const told = fc.array(
    fc.record({
      source: fc.constantFrom("outlay", "compute-optimizer", "cost-optimization-hub"),
      resources: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 2 }),
      action: fc.constantFrom(...actions),
      currency: fc.constantFrom(...currencies),
      // Providers may say anything: ten times the bill, or less than nothing.
      now: fc.integer({ min: 0, max: 500_000 }),
      saving: fc.integer({ min: -1000, max: 600_000 }),
      done: fc.boolean(),
    }),
    { maxLength: 7 },
  );

  it("never exceeds what the ledger has for the resources concerned, in the currency they are billed in", () => {
    fc.assert(
      fc.property(told, bills, (all, billed) => {
        const billOf = (key: string) => billed[keys.indexOf(key)] ?? null;
        const rows = all.map(({ resources: [resource = "a", ...covers], now, saving, ...same }, index) => {
          const own = billOf(resource);
          return row({
            ...same,
            id: `${index}`,
            resource,
            covers,
            now: String(now / 100),
            saving: String(saving / 100),
            ledger_cost: own && String(own.cents / 100),
            ledger_currency: own?.currency ?? null,
          });
        });
        const counted = countedIn(rows);
        // Every resource of the ledger has advice of its own here, so that its cost is known.
        const isKnown = (key: string) => rows.some(({ resource }) => resource === key);
        for (const currency of currencies) {
          const concerned = rows.filter(({ id, currency: own }) => own === currency && counted.get(id)?.amount.gt(0));
          const inLedger = concerned.filter(({ resource, covers }) =>
            [resource, ...covers].every((key) => billOf(key) && isKnown(key)),
          );
          const total = inLedger.reduce((sum, { id }) => sum.plus(counted.get(id)?.amount ?? 0), zero);
          const resources = new Set(inLedger.flatMap(({ resource, covers }) => [resource, ...covers]));
          const own = [...resources].map(billOf).filter((each) => each !== null);
          expect(own.every((each) => each.currency === currency)).toBe(true);
          expect(total.lte(own.reduce((sum, { cents }) => sum.plus(cents), zero).div(100))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
