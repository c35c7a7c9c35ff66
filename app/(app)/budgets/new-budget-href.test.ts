import { describe, expect, it } from "vitest";
import { newBudgetHref } from "./new-budget-href";

const team = { dimension: "tag.team", operator: "eq", values: ["payments, EU"] } as const;
const without = { dimension: "chargeKind", operator: "notin", values: ["credit", "tax"] } as const;

describe("newBudgetHref", () => {
  it("carries conditions, metric, switches and currency of a chart", () => {
    const where = [team, without].map((each) => ({ ...each, values: [...each.values] }));
    const href = newBudgetHref({ where, metric: "billed" }, "EUR");
    const params = new URLSearchParams(href.split("?")[1]);
    expect(Object.fromEntries(params)).toEqual({
      metric: "billed",
      where: "tag.team:eq:payments\\, EU",
      exclude: "credit,tax",
      currency: "EUR",
    });
  });

  it("keeps other conditions on the kind of charge as they are", () => {
    const where = [{ dimension: "chargeKind" as const, operator: "notin" as const, values: ["usage"] }];
    expect(newBudgetHref({ where, metric: "billed" })).toContain("where=chargeKind%3Anotin%3Ausage");
  });
});
