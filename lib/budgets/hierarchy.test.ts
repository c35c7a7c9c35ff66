import { describe, expect, it } from "vitest";
import type { Budget } from "./budget";
import { hierarchyOf, parentProblem } from "./hierarchy";
import type { Stored } from "./list";

const budget = (id: string, parentId: string | null, currency = "USD") =>
  ({ id, name: id, parentId, currency }) as Budget;
const verdict = (amount: string, from = "2026-11-01") =>
  ({ from, to: "2026-12-01", figures: { amount } }) as unknown as Stored;

describe("budgets that are part of one", () => {
  const all = [budget("all", null), budget("a", "all"), budget("b", "all"), budget("euro", "all", "EUR")];
  const of = (amounts: Record<string, string>) =>
    new Map(Object.entries(amounts).map(([id, amount]) => [id, verdict(amount)]));

  it.each([
    ["what nobody was given", "100", "30.5"],
    ["nothing where they add up", "69.5", "0"],
    ["what was given twice", "60", "-9.5"],
  ])("show %s", (_what, amount, difference) => {
    const verdicts = of({ all: amount, a: "50", b: "19.5", euro: "7" });
    const shown = { children: 3, sum: "69.5", difference, unlike: ["euro"] };
    expect(hierarchyOf(all[0] as Budget, all, verdicts)).toEqual(shown);
  });

  it("are not added where they have other periods, or none are there", () => {
    const verdicts = of({ all: "100", b: "20" }).set("a", verdict("50", "2026-10-01"));
    expect(hierarchyOf(all[0] as Budget, all, verdicts)).toMatchObject({ sum: "20", unlike: ["a", "euro"] });
    expect(hierarchyOf(all[1] as Budget, all, verdicts)).toBeNull();
  });

  it("stand at most ten levels deep, and none is part of itself", () => {
    const chain = Array.from({ length: 10 }, (_, at) => ({
      id: String(at),
      parentId: at === 0 ? null : String(at - 1),
    }));
    expect(parentProblem(null, "8", chain)).toBeNull();
    expect(parentProblem(null, "9", chain)).toBe("Budgets stand at most 10 levels deep.");
    expect(parentProblem("3", "7", chain)).toBe("A budget cannot be part of itself.");
    expect(parentProblem(null, "x", chain)).toBe("There is no such parent budget in this workspace.");
  });
});
