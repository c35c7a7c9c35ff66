import { budgetList } from "../../lib/budgets/list";
import type { Command } from "../command/command";
import { budgetLines } from "../command/verdict-lines";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: ["Shows the budgets and how they stand, those that need attention first."],
  run: async (input, { now }) => {
    const budgets = await budgetList(await commandScope(input), now);
    return { lines: budgetLines(budgets), json: { budgets } };
  },
};
