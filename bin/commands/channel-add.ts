import { budgetNamed } from "../../lib/budgets/list";
import { addChannel, NewChannel } from "../../lib/notify/channel";
import type { Command } from "../command/command";
import { required } from "../command/input";
import { standardInput } from "../command/standard-input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "slack|teams|webhook --name NAME (--address URL | --address-stdin) [--budget NAME]... [--allow-private]",
  help: [
    "Tells a Slack or Teams channel, or a program of yours, of alerts. Whoever knows the address can post there, so it",
    "is stored sealed; --address-stdin keeps it out of the shell's history. The secret that signs what a webhook gets",
    "is shown once.",
    "",
    "  --name NAME       what you call it",
    "  --address URL     of Slack's incoming webhook, of the Teams workflow, or of your program",
    "  --budget NAME     only alerts of this budget; may be repeated (default: all)",
    "  --allow-private   the address is inside your own network",
  ],
  options: {
    name: { type: "string" },
    address: { type: "string" },
    "address-stdin": { type: "boolean" },
    budget: { type: "string", multiple: true },
    "allow-private": { type: "boolean" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const budgets = await Promise.all(input.texts("budget").map((name) => budgetNamed(scope, name, now)));
    const isPiped = input.has("address-stdin");
    const address = isPiped
      ? (await standardInput()).trim()
      : required(input, "address", "https://hooks.slack.com/...");
    const wanted = NewChannel.parse({
      kind: input.words[0],
      name: required(input, "name", '"finops"'),
      address,
      budgetIds: budgets.map(({ id }) => id),
      allowsPrivate: input.has("allow-private"),
    });
    const { id, secret } = await addChannel(scope, wanted);
    const lines = [`${wanted.name} is told of alerts from now on. Try it: outlay channel test "${wanted.name}"`];
    if (secret) lines.push(`Secret (shown only now): ${secret}`);
    return { lines, json: { id, name: wanted.name, kind: wanted.kind, secret } };
  },
};
