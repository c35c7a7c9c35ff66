import { commentOnBudget } from "../../lib/budgets/comments";
import { budgetNamed } from "../../lib/budgets/list";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name> <text>",
  help: ["Comments on a budget, for everybody to see on its page."],
  words: { least: 2, most: 2 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const [name = "", text = ""] = input.words;
    const budget = await budgetNamed(scope, name, now);
    const { id } = await commentOnBudget(scope, budget.id, text, now);
    return { lines: [`The comment on ${budget.name} is written.`], json: { id, budget: budget.id } };
  },
};
