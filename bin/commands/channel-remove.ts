import { channelCalled, removeChannel } from "../../lib/notify/channel";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name>",
  help: ["Removes a channel. What still waited for it is not sent."],
  words: { least: 1, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const { id, name } = await channelCalled(scope, input.words[0] ?? "");
    await removeChannel(scope, id);
    return { lines: [`${name} is not told of alerts any more.`], json: { removed: name } };
  },
};
