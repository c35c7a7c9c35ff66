import { budgetById } from "../../lib/budgets/list";
import { NewBudget } from "../../lib/budgets/spec";
import { BudgetsPer, suggestedBudgets } from "../../lib/budgets/suggest";
import { createBudget, createBudgets } from "../../lib/budgets/write";
import { DomainError } from "../../lib/errors";
import { dayOf } from "../../lib/focus/period";
import { budgetOptionLines, budgetOptions, typedBudget } from "../command/budget-fields";
import type { Command, Input, Outcome, Session } from "../command/command";
import { required } from "../command/input";
import { judgeNow } from "../command/judge-now";
import { count, tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--name NAME --amount AMOUNT --currency CODE [options], or --per DIMENSION [--dry-run]",
  help: [
    "Sets a budget and judges it at once, or with --per one for each team, account or service with an amount suggested",
    "from its last three months.",
    "",
    "  --name NAME              what it is called; each name once",
    ...budgetOptionLines,
    "",
    "  --per DIMENSION          one for each value, such as tag.team, subAccount or service",
    "  --dry-run                show what --per would set, and set nothing",
  ],
  options: {
    name: { type: "string" },
    ...budgetOptions,
    per: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  run: async (input, session) => (input.text("per") === undefined ? addOne(input, session) : addMany(input, session)),
};

async function addOne(input: Input, { now }: Session): Promise<Outcome> {
  const scope = await commandScope(input);
  const name = required(input, "name", '"Payments"');
  required(input, "currency", "USD");
  if (input.texts("plan").length === 0) required(input, "amount", "1500.00");
  const { id } = await createBudget(scope, NewBudget.parse({ name, ...(await typedBudget(input, scope, now)) }));
  await judgeNow(scope, now);
  const made = await budgetById(scope, id, now);
  return { lines: [`${made.name} is set.`, made.verdict?.reason ?? ""].filter(Boolean), json: made };
}

async function addMany(input: Input, { now }: Session): Promise<Outcome> {
  const scope = await commandScope(input);
  const per = BudgetsPer.parse({ per: input.text("per"), metric: input.text("metric") });
  const suggestions = await suggestedBudgets(scope, per, dayOf(now));
  const table = tableLines(
    ["budget", ">mean of 3 months", ">amount", ""],
    suggestions.map(({ budget, monthlyMean }) => [
      budget.name,
      monthlyMean,
      "amount" in budget.amount ? budget.amount.amount : "",
      budget.currency,
    ]),
  );
  if (suggestions.length === 0) throw new DomainError("not_found", "No value costs enough to suggest a budget for.");
  if (input.has("dry-run")) return { lines: table, json: { suggestions } };
  await createBudgets(
    scope,
    suggestions.map(({ budget }) => budget),
  );
  await judgeNow(scope, now);
  return { lines: [...table, "", `${count(suggestions.length, "budget")} set.`], json: { suggestions } };
}
