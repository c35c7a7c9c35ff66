import { channelCalled } from "../../lib/notify/channel";
import { testChannel } from "../../lib/notify/send-to-channel";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name>",
  help: ["Posts an example to a channel and shows what it answered."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const { id, name } = await channelCalled(scope, input.words[0] ?? "");
    const delivery = await testChannel(scope, id, now);
    const answer = delivery.outcome === "sent" ? delivery.response : delivery.reason;
    const exitCode = delivery.outcome === "sent" ? 0 : 1;
    return { lines: [`${name}: ${answer}`], json: { name, outcome: delivery.outcome, answer }, exitCode };
  },
};
