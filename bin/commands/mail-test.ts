import { testMail } from "../../lib/notify/mail-status";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<address>",
  help: ["Sends an example to an address and shows every line that both sides said, without the password."],
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const { to, delivery, dialogue } = await testMail(await commandScope(input), input.words[0] ?? "", now);
    const isSent = delivery.outcome === "sent";
    const answer = delivery.outcome === "sent" ? delivery.response : delivery.reason;
    const lines = [...dialogue, "", isSent ? `Sent to ${to}: ${answer}` : answer];
    return { lines, json: { to, outcome: delivery.outcome, answer, dialogue }, exitCode: isSent ? 0 : 1 };
  },
};
