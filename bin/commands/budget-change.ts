import { budgetById, budgetNamed } from "../../lib/budgets/list";
import { BudgetChanges } from "../../lib/budgets/spec";
import { changeBudget } from "../../lib/budgets/write";
import { DomainError } from "../../lib/errors";
import { budgetOptionLines, budgetOptions, typedBudget } from "../command/budget-fields";
import type { Command } from "../command/command";
import { judgeNow } from "../command/judge-now";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name> [--rename NAME] [--amount AMOUNT] [--owner ADDRESS] [--pause|--resume] [options]",
  help: [
    "Changes a budget and judges it at once; what is not named stays, and a list that is named is the new one.",
    "",
    "  --rename NAME            another name",
    ...budgetOptionLines,
    "  --keeps-nothing          nothing rolls over any more",
    '  "none" empties a list: --threshold none, --where none, --exclude none, --recipient none',
    "  --pause, --resume        whether it is judged",
  ],
  options: {
    rename: { type: "string" },
    ...budgetOptions,
    "keeps-nothing": { type: "boolean" },
    pause: { type: "boolean" },
    resume: { type: "boolean" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const budget = await budgetNamed(scope, input.words[0] ?? "", now);
    if (input.has("pause") && input.has("resume")) throw new DomainError("invalid", "Say either --pause or --resume.");
    const typed = await typedBudget(input, scope, now, budget);
    const changes = BudgetChanges.parse({
      ...typed,
      name: input.text("rename"),
      rollsOver: input.has("keeps-nothing") ? false : typed.rollsOver,
      state: input.has("pause") ? "paused" : input.has("resume") ? "active" : undefined,
    });
    await changeBudget(scope, budget.id, changes);
    await judgeNow(scope, now);
    const changed = await budgetById(scope, budget.id, now);
    return { lines: [`${changed.name} is changed.`, changed.verdict?.reason ?? ""].filter(Boolean), json: changed };
  },
};
