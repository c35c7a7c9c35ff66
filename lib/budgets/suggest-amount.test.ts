import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { addDays, daysIn } from "../focus/period";
import { madeWorkspace, plainCharge } from "../query/made-ledger";
import { BudgetCalendar } from "./calendar";
import { BudgetsPer, suggestedBudgets } from "./suggest";
import { suggestedAmounts } from "./suggest-amount";

const today = "2026-11-27";
const includes = { credits: true, tax: true, refunds: true, support: true };
const asked = { where: [], metric: "effective", includes, calendar: BudgetCalendar.parse({}) } as const;

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  const charges = daysIn({ from: "2026-09-10", to: today }).map((day) => ({
    ...plainCharge,
    start: `${day}T00:00:00Z`,
    end: `${addDays(day, 1)}T00:00:00Z`,
    effective: "10",
    billed: "10",
  }));
  scope = await madeWorkspace("acme", charges);
});
afterAll(closeDatabase);

describe("the amount that history suggests", () => {
  it("is a tenth above the complete periods, rounded up", async () => {
    const [found] = await suggestedAmounts(scope, { ...asked, where: [] }, today);
    expect(found?.currency).toBe("USD");
    const month = found?.suggestions.find(({ every }) => every === "month");
    expect(month).toEqual({ every: "month", periods: [{ name: "October 2026", cost: "310" }], amount: "350" });
    const week = found?.suggestions.find(({ every }) => every === "week");
    expect(week?.periods.map(({ cost }) => cost)).toEqual(["70", "70", "70"]);
    expect(week?.amount).toBe("77");
  });

  it("is the pace of the last days where no whole period is known", async () => {
    const [found] = await suggestedAmounts(scope, { ...asked, where: [] }, today);
    const year = found?.suggestions.find(({ every }) => every === "year");
    expect(year).toEqual({ every: "year", periods: [], amount: "4100" });
  });

  it("is one for each value of a dimension, with the headroom that is asked for", async () => {
    const editor: Scope = { ...scope, role: "editor" };
    const [found, ...others] = await suggestedBudgets(
      editor,
      BudgetsPer.parse({ per: "service", headroomPercent: 50 }),
      today,
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      monthlyMean: "173.33",
      budget: {
        name: `Service: ${plainCharge.service}`,
        where: [{ dimension: "service", operator: "eq", values: [plainCharge.service] }],
        amount: { mode: "fixed", amount: "260" },
      },
    });
    const bare = await suggestedBudgets(editor, BudgetsPer.parse({ per: "service", headroomPercent: 0 }), today);
    expect(bare[0]?.budget.amount).toEqual({ mode: "fixed", amount: "180" });
    await expect(suggestedBudgets(scope, BudgetsPer.parse({ per: "service" }), today)).rejects.toThrow("editor");
  });

  it("is none where nothing matches", async () => {
    const where = [{ dimension: "service" as const, operator: "eq" as const, values: ["none"] }];
    expect(await suggestedAmounts(scope, { ...asked, where }, today)).toEqual([]);
  });
});
