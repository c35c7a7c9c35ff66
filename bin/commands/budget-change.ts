import { amountFrom } from "../../lib/budgets/csv-amount";
import { budgetById, budgetNamed } from "../../lib/budgets/list";
import { BudgetChanges } from "../../lib/budgets/spec";
import { changeBudget } from "../../lib/budgets/write";
import { DomainError } from "../../lib/errors";
import type { Command } from "../command/command";
import { judgeNow } from "../command/judge-now";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name> [--rename NAME] [--amount AMOUNT] [--owner ADDRESS] [--recipient ADDRESS] [--pause|--resume]",
  help: [
    "Changes a budget and judges it at once; what is not named stays.",
    "",
    "  --rename NAME          another name",
    "  --amount AMOUNT        for each period, such as 1500.00; or growing, from history or a forecast as in a csv file",
    "  --owner ADDRESS        who is told; --recipient ADDRESS for more, may be repeated",
    "  --escalation ADDRESS   who hears of an alert that nobody acknowledges",
    "  --part-of NAME         the budget it is part of",
    "  --pause, --resume      whether it is judged",
  ],
  options: {
    rename: { type: "string" },
    amount: { type: "string" },
    owner: { type: "string" },
    recipient: { type: "string", multiple: true },
    escalation: { type: "string" },
    "part-of": { type: "string" },
    pause: { type: "boolean" },
    resume: { type: "boolean" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const budget = await budgetNamed(scope, input.words[0] ?? "", now);
    const amount = input.text("amount");
    const parent = input.text("part-of");
    const recipients = input.texts("recipient");
    if (input.has("pause") && input.has("resume")) throw new DomainError("invalid", "Say either --pause or --resume.");
    const changes = BudgetChanges.parse({
      name: input.text("rename"),
      amount: amount === undefined ? undefined : amountFrom(amount),
      owner: input.text("owner"),
      recipients: recipients.length > 0 ? recipients : undefined,
      escalation: input.text("escalation"),
      parentId: parent === undefined ? undefined : (await budgetNamed(scope, parent, now)).id,
      state: input.has("pause") ? "paused" : input.has("resume") ? "active" : undefined,
    });
    await changeBudget(scope, budget.id, changes);
    await judgeNow(scope, now);
    const changed = await budgetById(scope, budget.id, now);
    return { lines: [`${changed.name} is changed.`, changed.verdict?.reason ?? ""].filter(Boolean), json: changed };
  },
};
