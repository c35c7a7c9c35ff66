import { readFile } from "node:fs/promises";
import { CsvRefusal } from "../../lib/budgets/csv";
import { importBudgets } from "../../lib/budgets/import";
import { DomainError } from "../../lib/errors";
import type { Command, Outcome, Session } from "../command/command";
import { judgeNow } from "../command/judge-now";
import { standardInput } from "../command/standard-input";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<file|-> [--overwrite]",
  help: [
    "Imports budgets from a csv file, or with - from standard input: all rows or none. The columns are those of",
    "outlay budget export; only name and currency are needed. Columns named 2026-11 or 2026-11-01 are a plan.",
    "",
    "  --overwrite   change budgets that are there already to what the file says",
  ],
  options: { overwrite: { type: "boolean" } },
  words: { least: 1, most: 1 },
  run: async (input, { now }: Session): Promise<Outcome> => {
    const scope = await commandScope(input);
    const [path = "-"] = input.words;
    const text = path === "-" ? await standardInput() : await fileText(path);
    try {
      const done = await importBudgets(scope, text, { overwrite: input.has("overwrite") });
      await judgeNow(scope, now);
      const lines = [`${count(done.created.length, "budget")} set, ${done.changed.length} changed.`];
      return { lines, json: done };
    } catch (error) {
      if (!(error instanceof CsvRefusal)) throw error;
      const lines = error.problems.map(({ row, field, message }) => `row ${row}, ${field}: ${message}`);
      return { lines: [...lines, "Nothing was imported."], json: { problems: error.problems }, exitCode: 1 };
    }
  },
};

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new DomainError("not_found", `There is no file ${path} to read.`, { cause: error });
  }
}
