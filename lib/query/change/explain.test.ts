import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { Money, plain } from "../../focus/money";
import { charge, question } from "../made-charges";
import { madeWorkspace, plainCharge } from "../made-ledger";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { askWhy } from "./explain";
import { sentenceText } from "./words";

const [ours = []] = fc.sample(fc.array(charge, { minLength: 150, maxLength: 150 }), { seed: 5, numRuns: 1 });
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("ours", ours);
});
afterAll(closeDatabase);

const may = { from: "2026-05-01", to: "2026-05-31" };
const query: CostQuery = {
  period: { from: "2026-06-01", to: "2026-07-01" },
  grain: "total",
  groupBy: [],
  where: [],
  metric: "billed",
  compare: may,
};
const sum = (amounts: { amount: string }[]) =>
  plain(amounts.reduce((all, each) => all.plus(each.amount), new Money(0)));

describe("why a cost changed", () => {
  it("adds up to the change of the question, whatever is asked", async () => {
    await fc.assert(
      fc.asyncProperty(question, async ({ currency: _none, ...asked }) => {
        const compare = asked.compare ?? { from: "2026-01-31", to: "2026-02-28" };
        const whole: CostQuery = { ...asked, grain: "total", groupBy: [], compare };
        const { answers, compared } = await askCosts(scope, whole);
        const totals = (found: typeof answers | null, wanted: string) =>
          found?.find(({ currency }) => currency === wanted)?.total ?? "0";
        const { explanations } = await askWhy(scope, whole);
        for (const { currency, now, before, change, causes, parts } of explanations) {
          expect([now, before]).toEqual([totals(answers, currency), totals(compared, currency)]);
          expect(sum(causes)).toBe(change.amount);
          if (parts.length > 0) expect(sum(parts)).toBe(change.amount);
        }
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it("leads to questions that answer with the part's own numbers", async () => {
    const { explanations } = await askWhy(scope, {
      ...query,
      period: { from: "2026-01-01", to: "2026-03-01" },
      compare: { from: "2026-03-01", to: "2026-04-01" },
    });
    for (const { parts, currency } of explanations) {
      for (const part of parts.flatMap((each) => [each, ...each.parts])) {
        const { answers, compared } = await askCosts(scope, part.query);
        const total = (found: typeof answers | null) => found?.find((each) => each.currency === currency)?.total ?? "0";
        expect([part.label, total(answers), total(compared)]).toEqual([part.label, part.now, part.before]);
      }
    }
  });

  it("tells new and vanished resources, prices, quantities and credits in words", async () => {
    const hours = (resource: string, day: string, billed: string, quantity: string) => ({
      ...plainCharge,
      resource,
      sku: "m5.large",
      start: `${day}T00:00:00Z`,
      end: `${day}T23:00:00Z`,
      billed,
      quantity,
    });
    const shop = await madeWorkspace("shop", [
      hours("i-1", "2026-05-02", "10", "100"),
      hours("i-1", "2026-06-02", "30", "200"),
      hours("i-old", "2026-05-03", "4", "40"),
      hours("i-new", "2026-06-03", "6", "60"),
      { ...plainCharge, chargeKind: "credit", chargeCategory: "Credit", start: "2026-06-04T00:00:00Z", billed: "-5" },
    ]);
    const { explanations, lengths } = await askWhy(shop, query);
    const [found] = explanations;
    expect(lengths).toEqual({ now: 30, before: 30 });
    expect(found).toMatchObject({ before: "14", now: "31", resources: { new: 1, vanished: 1 } });
    expect(found?.causes.map(({ cause, amount }) => [cause, amount])).toEqual(
      expect.arrayContaining([
        ["quantity", "10"],
        ["price", "10"],
        ["new", "6"],
        ["credit", "-5"],
        ["vanished", "-4"],
      ]),
    );
    expect(found?.sentences.map(sentenceText)).toMatchInlineSnapshot(`
      [
        "Billed cost rose by USD 17.00 (121.4 %), from USD 14.00 to USD 31.00.",
        "m5.large added USD 22.00.",
        "No SKU saved USD 5.00, most of it credits.",
        "By cause: more usage USD 10.00, higher prices USD 10.00, new resources USD 6.00, and 2 smaller causes.",
        "1 resource appeared (USD 6.00) and 1 resource vanished (USD -4.00).",
      ]
    `);
    const where: CostQuery["where"] = [{ dimension: "resource", operator: "in", values: ["i-1", "i-new"] }];
    const [grown] = (await askWhy(shop, { ...query, where })).explanations;
    expect(grown?.sentences.map(sentenceText)).toContain("1 resource appeared (USD 6.00).");
  });

  it("needs two periods", async () => {
    const { compare: _none, ...alone } = query;
    await expect(askWhy(scope, alone)).rejects.toThrow("a change needs two periods");
  });
});
