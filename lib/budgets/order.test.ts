import { describe, expect, it } from "vitest";
import type { BudgetSummary } from "./list";
import { budgetRanking, budgetTree } from "./order";

type Made = { state?: string; used?: string; chance?: string; parent?: string; paused?: boolean };

function budget(name: string, { state = "on_track", used = "0.5", chance = "0.1", parent, paused }: Made = {}) {
  const figures = { used, actual: used, amount: "1", probability: chance, forecast: { amount: used } };
  return {
    id: name,
    name,
    parentId: parent ?? null,
    state: paused ? "paused" : "active",
    verdict: { state, figures },
  } as unknown as BudgetSummary;
}

const risk = { by: "risk", descending: true } as const;
const names = (placed: { budget: BudgetSummary; level: number }[]) =>
  placed.map(({ budget: { name }, level }) => `${">".repeat(level)}${name}`);

describe("the order of budgets", () => {
  it("has what is over first, then what is likely to be, and what is paused last", () => {
    const all = [
      budget("calm"),
      budget("likely", { state: "at_risk", chance: "0.9" }),
      budget("less likely", { state: "at_risk", chance: "0.6", used: "0.9" }),
      budget("far over", { state: "over", used: "2" }),
      budget("over", { state: "over", used: "1.1" }),
      budget("asleep", { state: "over", paused: true }),
      budget("unknown", { state: "unknown" }),
    ];
    expect(names(budgetRanking(all, risk))).toEqual([
      "far over",
      "over",
      "likely",
      "less likely",
      "unknown",
      "calm",
      "asleep",
    ]);
  });

  it("puts a family where its most urgent member would stand, parents first", () => {
    const all = [
      budget("alone", { state: "at_risk" }),
      budget("parent"),
      budget("calm child", { parent: "parent" }),
      budget("child over", { parent: "parent", state: "over", used: "1.2" }),
      budget("grandchild", { parent: "calm child" }),
    ];
    expect(names(budgetTree(all, risk))).toEqual(["parent", ">child over", ">calm child", ">>grandchild", "alone"]);
    expect(names(budgetTree(all, { by: "name", descending: false }))).toEqual([
      "alone",
      "parent",
      ">calm child",
      ">>grandchild",
      ">child over",
    ]);
  });

  it("keeps a child whose parent is not shown", () => {
    expect(names(budgetTree([budget("orphan", { parent: "elsewhere" })], risk))).toEqual(["orphan"]);
  });
});
