import { holdWords } from "../../lib/notify/hold-words";
import { outboxPreview } from "../../lib/notify/outbox-preview";
import type { Command } from "../command/command";
import { messageCalled } from "../command/message";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<id>",
  help: ["Shows one message, what became of it, and the mail as text. The first letters of the id are enough."],
  words: { least: 1, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const message = await messageCalled(scope, input.words[0] ?? "");
    const mail = await outboxPreview(scope, message.id);
    const { state, attempts, reason, hold } = message;
    const why = hold ? holdWords[hold] : reason;
    const lines = [
      `${state} after ${attempts} ${attempts === 1 ? "try" : "tries"}${why ? `: ${why}` : ""}`,
      "",
      `From: ${mail.from}`,
      `To: ${mail.to}`,
      `Subject: ${mail.subject}`,
      ...Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`),
      "",
      mail.posted ? JSON.stringify(mail.posted, null, 2) : mail.text,
    ];
    return { lines, json: { ...message, mail } };
  },
};
