import { evaluateBudgets } from "../../lib/alerts/evaluate";
import { budgetList } from "../../lib/budgets/list";
import type { Command } from "../command/command";
import { explainNow } from "../command/judge-now";
import { count } from "../command/table";
import { budgetLines } from "../command/verdict-lines";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: [
    "Judges every active budget against the charges that are in now. The worker does so by itself after each import;",
    "doing it again is harmless: an alert is raised once.",
  ],
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const done = await evaluateBudgets(scope, now);
    await explainNow(scope);
    const budgets = await budgetList(scope, now);
    const judged = count(done?.judgements.length ?? 0, "budget");
    const opened = count(done?.opened ?? 0, "new alert");
    const lines = [...budgetLines(budgets), "", `${judged} judged: ${opened}, ${done?.ended ?? 0} ended.`];
    return { lines, json: { opened: done?.opened ?? 0, ended: done?.ended ?? 0, budgets } };
  },
};
