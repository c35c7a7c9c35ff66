import { DomainError } from "../../lib/errors";
import { enterRate, NewRate, removeRate } from "../../lib/rates/enter";
import type { Command } from "../command/command";
import { required } from "../command/input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<from> <to> [rate] --day DAY [--through DAY] [--note TEXT] [--remove]",
  help: [
    "Enters an exchange rate by hand: one unit of the first currency is so many units of the second, on a day or",
    "through another. For the same day it counts before the ECB's. Such as: outlay rates set USD EUR 0.92 --day 2026-11-01",
    "",
    "  --day DAY       the first day it counts on",
    "  --through DAY   the last day (default: the same; a day without a rate takes one up to 7 days older)",
    "  --note TEXT     where the rate comes from",
    "  --remove        takes the rate of that pair and first day away",
  ],
  options: {
    day: { type: "string" },
    through: { type: "string" },
    note: { type: "string" },
    remove: { type: "boolean" },
  },
  words: { least: 2, most: 3 },
  run: async (input) => {
    const scope = await commandScope(input);
    const [base = "", quote = "", rate] = input.words;
    const day = required(input, "day", "2026-11-01");
    if (input.has("remove")) {
      await removeRate(scope, { base: base.toUpperCase(), quote: quote.toUpperCase(), day });
      return { lines: [`The rate of ${base} to ${quote} from ${day} on is gone.`], json: { base, quote, day } };
    }
    if (rate === undefined) throw new DomainError("invalid", "Say the rate, such as outlay rates set USD EUR 0.92.");
    const entered = NewRate.parse({ base, quote, rate, day, through: input.text("through"), note: input.text("note") });
    await enterRate(scope, entered);
    const span = entered.through && entered.through !== day ? `from ${day} through ${entered.through}` : `on ${day}`;
    return { lines: [`1 ${entered.base} is ${entered.rate} ${entered.quote} ${span}.`], json: entered };
  },
};
