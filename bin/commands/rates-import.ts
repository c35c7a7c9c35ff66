import { readFile } from "node:fs/promises";
import { DomainError } from "../../lib/errors";
import { importEcbRates } from "../../lib/rates/import-ecb";
import type { Command } from "../command/command";
import { count } from "../command/table";
import { typedPath } from "../command/typed-path";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<file>",
  help: [
    "Reads exchange rates from the file of the European Central Bank: eurofxref-hist.csv or eurofxref-hist.zip, to be",
    "had at https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/ (all rates since",
    "1999, or those of one day). Rates that are there already stay as they are; the same file again changes nothing.",
  ],
  words: { least: 1, most: 1 },
  run: async ({ words: [word = ""], ...input }, _session) => {
    const scope = await commandScope({ words: [word], ...input });
    const path = typedPath(word);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new DomainError("not_found", `There is no file ${path} that can be read.`, { cause });
    });
    const imported = await importEcbRates(scope, bytes);
    const { rates, changed, currencies, first, last } = imported;
    const line = `${count(rates, "rate")} of ${count(currencies, "currency", "currencies")}, ${first} to ${last}: ${changed} new or changed.`;
    return { lines: [line], json: imported };
  },
};
