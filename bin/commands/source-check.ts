import { checkSource } from "../../lib/ledger/source-check";
import { sourceCalled } from "../../lib/ledger/source-one";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name>",
  help: ["Asks the provider one cheap question and says what it answers; the exit code is 1 if it refuses."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const { id, name } = await sourceCalled(scope, input.words[0] ?? "");
    const check = await checkSource(scope, id, { now });
    const lines = [`${name}: ${check.message}`, ...(check.advice ? [check.advice] : [])];
    return { lines, json: { name, ...check }, exitCode: check.ok ? 0 : 1 };
  },
};
