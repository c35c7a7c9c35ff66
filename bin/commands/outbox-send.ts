import { deliverNow } from "../../lib/notify/deliver";
import { holdWords } from "../../lib/notify/hold-words";
import { actOnOutbox } from "../../lib/notify/outbox-act";
import { outboxEntry } from "../../lib/notify/outbox-list";
import type { Command } from "../command/command";
import { messageCalled } from "../command/message";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[<id>]",
  help: [
    "Sends what is due now; the worker does so by itself. With an id, sends that message even if it was given up or",
    "was not to be sent.",
  ],
  words: { least: 0, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const [id] = input.words;
    if (id === undefined) {
      const sent = await deliverNow();
      return { lines: [`${count(sent, "message was", "messages were")} sent.`], json: { sent } };
    }
    const message = await messageCalled(scope, id);
    await actOnOutbox(scope, message.id, { action: "send" });
    await deliverNow();
    const now = await outboxEntry(scope, message.id);
    const isSent = now.state === "sent";
    const lines = [
      isSent
        ? `Sent to ${now.recipient}.`
        : `${now.state}: ${now.hold ? holdWords[now.hold] : (now.reason ?? "it waits")}`,
    ];
    return { lines, json: now, exitCode: isSent ? 0 : 1 };
  },
};
