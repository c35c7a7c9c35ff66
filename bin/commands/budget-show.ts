import { budgetComments } from "../../lib/budgets/comments";
import { budgetHistory, budgetNamed } from "../../lib/budgets/list";
import { percentText } from "../../lib/budgets/money-text";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name>",
  help: ["Shows one budget: how it stands and why, how its earlier periods ended, and what was said about it."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const budget = await budgetNamed(scope, input.words[0] ?? "", now);
    const history = await budgetHistory(scope, budget.id, now);
    const comments = await budgetComments(scope, budget.id);
    const rows = history.map(({ name, state, figures }) => [
      name,
      state.replace("_", " "),
      figures?.actual ?? "-",
      figures?.amount ?? "-",
      percentText(figures?.used ?? null) ?? "-",
    ]);
    const lines = [
      budget.name,
      budget.verdict?.reason ?? "It was not judged yet: run outlay evaluate.",
      "",
      ...tableLines(["period", "state", `>spent ${budget.currency}`, ">of", ">used"], rows),
      ...(comments.length > 0 ? [""] : []),
      ...comments.map(({ at, author, text }) => `${at.slice(0, 16).replace("T", " ")}  ${author}: ${text}`),
    ];
    return { lines, json: { ...budget, history, comments } };
  },
};
