import { writeFile } from "node:fs/promises";
import { csvOfBudgets } from "../../lib/budgets/csv-write";
import { budgetList } from "../../lib/budgets/list";
import type { Command } from "../command/command";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--to FILE]",
  help: ["Writes all budgets as csv, to standard output or a file; outlay budget import reads it again."],
  options: { to: { type: "string" } },
  run: async (input, { now }) => {
    const budgets = await budgetList(await commandScope(input), now);
    const csv = csvOfBudgets(budgets);
    const file = input.text("to");
    if (file === undefined) return { lines: [csv.trimEnd()], json: { csv } };
    await writeFile(file, csv);
    return {
      lines: [`${count(budgets.length, "budget")} written to ${file}.`],
      json: { file, budgets: budgets.length },
    };
  },
};
