import { DomainError } from "../../lib/errors";
import { type OutboxState, outboxList, outboxStates } from "../../lib/notify/outbox-list";
import type { Command, Input } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "[--state STATE]... [--to ADDRESS]",
  help: [
    "Shows messages and what became of them, the newest first, at most 500.",
    "",
    `  --state STATE   only these: ${outboxStates.join(", ")}; may be repeated`,
    "  --to ADDRESS    only those to this recipient",
  ],
  options: { state: { type: "string", multiple: true }, to: { type: "string" } },
  run: async (input) => {
    const messages = await outboxList(await commandScope(input), {
      states: statesOf(input),
      recipient: input.text("to"),
    });
    const rows = messages.map(({ id, createdAt, state, hold, recipient, subject }) => [
      id.slice(0, 8),
      createdAt.slice(0, 16).replace("T", " "),
      hold ? `${state} (${hold.replace("_", " ")})` : state,
      recipient,
      subject,
    ]);
    const lines =
      messages.length > 0
        ? tableLines(["id", "written (UTC)", "state", "to", "subject"], rows)
        : ["There is no message."];
    return { lines, json: { messages } };
  },
};

function statesOf(input: Input): OutboxState[] | undefined {
  const typed = input.texts("state");
  if (typed.length === 0) return undefined;
  return typed.map((text) => {
    const state = outboxStates.find((name) => name === text);
    if (state) return state;
    throw new DomainError("invalid", `--state is one of ${outboxStates.join(", ")}; "${text}" is not.`);
  });
}
