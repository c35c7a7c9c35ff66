import { describe, expect, it } from "vitest";
import { NewBudget } from "@/lib/budgets/spec";
import { withCondition } from "./answers";
import { enteredBudget } from "./entered-budget";
import { shownValues } from "./shown-values";

const plain = { name: "Payments", currency: "USD", amount: { mode: "fixed", amount: "1500.5" } };
const budgets = [
  plain,
  {
    ...plain,
    amount: {
      mode: "planned",
      amounts: [
        { from: "2026-11-01", amount: "5" },
        { from: "2026-12-01", amount: "0" },
      ],
    },
  },
  { ...plain, amount: { mode: "growing", amount: "9", since: "2026-01-01", percent: "-2.5", each: "year" } },
  { ...plain, amount: { mode: "history", periods: 6, percent: "5" }, rollsOver: true },
  {
    ...plain,
    amount: { mode: "forecast", percent: "0" },
    every: "quarter",
    calendar: { kind: "weeks", firstMonth: 2 },
  },
  { ...plain, every: "once", startsOn: "2026-11-01", endsOn: "2026-12-01" },
  {
    ...plain,
    where: [
      { dimension: "service", operator: "in", values: ["a,b", "c\\d"] },
      { dimension: "tag.team:eq", operator: "absent", values: [] },
    ],
    includes: { credits: false, support: false },
    thresholds: [
      { kind: "run_rate", unit: "days", value: "10" },
      { kind: "probability", unit: "percent", value: "80" },
      { kind: "actual", unit: "amount", value: "5000" },
    ],
    owner: "maya@example.com",
    recipients: ["a@example.com", "b@example.com"],
    escalation: "cfo@example.com",
    timeZone: "Europe/Berlin",
  },
].map((each) => NewBudget.parse(each));

describe("the form of a budget", () => {
  it.each(budgets.map((budget) => [budget.amount.mode, budget]))("says back what it was shown: %s", (_mode, budget) => {
    expect(enteredBudget(shownValues(budget))).toEqual({ budget });
  });

  const values = { ...shownValues(NewBudget.parse(plain)) };
  const wrong = (more: Record<string, string>) => {
    const entered = enteredBudget({ ...values, ...more });
    return "fields" in entered ? Object.keys(entered.fields) : [];
  };

  it.each<[string, Record<string, string>, string[]]>([
    ["a name", { name: " " }, ["name"]],
    ["an amount", { amount: "-1" }, ["amount"]],
    ["a huge amount", { amount: "1".repeat(16) }, ["amount"]],
    ["an empty plan", { mode: "planned" }, ["plan"]],
    [
      "a plan",
      { mode: "planned", "plan.2026-11-01": "5", "plan.2026-12-01": "", "plan.2027-01-01": "x" },
      ["plan.2027-01-01"],
    ],
    ["a number of periods", { mode: "history", periods: "13" }, ["periods"]],
    ["a currency", { currency: "DOLLAR" }, ["currency"]],
    ["an owner", { owner: "nobody" }, ["owner"]],
    ["a last day before the first", { startsOn: "2026-11-02", lastDay: "2026-11-01" }, ["lastDay"]],
    ["dates of its own that are missing", { every: "once" }, ["startsOn"]],
    ["a threshold", { "threshold.1.value": "many" }, ["threshold.1.value"]],
    ["a condition", { "add.dimension": "service", "add.operator": "contains", "add.values": "a,b" }, ["add.values"]],
    ["a time zone", { timeZone: "Mars" }, ["timeZone"]],
  ])("names the field of %s", (_what, more, fields) => {
    expect(wrong(more)).toEqual(fields);
  });

  it("fills a plan from a pasted column", () => {
    const months = { "plan.2026-11-01": "", "plan.2026-12-01": "" };
    const entered = enteredBudget({ ...values, ...months, mode: "planned", planText: "$1,000.00\n$1,100.00" });
    expect("budget" in entered && entered.budget.amount).toEqual({
      mode: "planned",
      amounts: [
        { from: "2026-11-01", amount: "1000.00" },
        { from: "2026-12-01", amount: "1100.00" },
      ],
    });
  });

  it("adds a condition and keeps what was typed", () => {
    const added = { "add.dimension": "tag.team", "add.operator": "eq", "add.values": "payments, search" };
    const { typed } = withCondition({ ...values, ...added, "where.3": "service:eq:Amazon EC2" });
    expect(typed).toMatchObject({
      name: "Payments",
      "where.0": "service:eq:Amazon EC2",
      "where.1": "tag.team:in:payments,search",
    });
    expect(typed).not.toHaveProperty("where.3");
    expect(typed).not.toHaveProperty("add.values");
  });
});
