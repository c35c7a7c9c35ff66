import { budgetNamed } from "../../lib/budgets/list";
import { removeBudget } from "../../lib/budgets/write";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name>",
  help: ["Removes a budget with its history and its alerts. Budgets under it stand by themselves."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const { id, name } = await budgetNamed(scope, input.words[0] ?? "", now);
    await removeBudget(scope, id);
    return { lines: [`${name} is removed.`], json: { id, name } };
  },
};
