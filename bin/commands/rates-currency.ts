import { chooseReportingCurrency, ReportingCurrency, reportingCurrency } from "../../lib/rates/reporting-currency";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[<currency>|none]",
  help: [
    "Chooses the currency that pages show amounts in, such as EUR; none leaves every billing currency by itself.",
    "Without a word it says which one is chosen.",
  ],
  words: { least: 0, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const [word] = input.words;
    if (word !== undefined) {
      await chooseReportingCurrency(scope, ReportingCurrency.parse({ currency: word === "none" ? "" : word }));
    }
    const currency = await reportingCurrency(scope);
    const line = currency ? `Pages show amounts in ${currency}.` : "Every billing currency stands by itself.";
    return { lines: [line], json: { reportingCurrency: currency } };
  },
};
