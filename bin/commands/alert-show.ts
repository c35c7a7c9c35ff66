import { alertById } from "../../lib/alerts/list";
import { alertLines } from "../command/alert-lines";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<id>",
  help: ["Shows one alert: what was known when it fired, what drove it, what happened since and who was told."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const alert = await alertById(await commandScope(input), input.words[0] ?? "", now);
    return { lines: alertLines(alert), json: alert };
  },
};
