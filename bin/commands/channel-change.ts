import { budgetNamed } from "../../lib/budgets/list";
import { DomainError } from "../../lib/errors";
import { ChannelChanges, changeChannel } from "../../lib/notify/change-channel";
import { channelCalled } from "../../lib/notify/channel";
import type { Command, Input } from "../command/command";
import { standardInput } from "../command/standard-input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage:
    "<name> [--name NAME] [--address URL | --address-stdin] [--new-secret] [--budget NAME... | --all-budgets] [--allow-private | --refuse-private]",
  help: [
    "Changes a channel; what is left out stays. What still waits for it goes to the new address.",
    "",
    "  --name NAME        what you call it from now on",
    "  --address URL      where it is now; --address-stdin keeps it out of the shell's history",
    "  --new-secret       sign with a new secret, which is shown once; the old one signs nothing any more",
    "  --budget NAME      only alerts of this budget; may be repeated",
    "  --all-budgets      alerts of all budgets",
    "  --allow-private    its address may be inside your own network; --refuse-private: it may not",
  ],
  options: {
    name: { type: "string" },
    address: { type: "string" },
    "address-stdin": { type: "boolean" },
    "new-secret": { type: "boolean" },
    budget: { type: "string", multiple: true },
    "all-budgets": { type: "boolean" },
    "allow-private": { type: "boolean" },
    "refuse-private": { type: "boolean" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const { id } = await channelCalled(scope, input.words[0] ?? "");
    const budgets = await Promise.all(input.texts("budget").map((name) => budgetNamed(scope, name, now)));
    const address = input.has("address-stdin") ? (await standardInput()).trim() : input.text("address");
    const changes = ChannelChanges.parse({
      name: input.text("name"),
      address,
      ...(input.has("new-secret") && { renewSecret: true }),
      ...(budgets.length > 0 && { budgetIds: budgets.map((budget) => budget.id) }),
      ...(input.has("all-budgets") && { budgetIds: [] }),
      ...networkOf(input),
    });
    const { name, secret } = await changeChannel(scope, id, changes);
    const lines = [`${name} is changed. Try it: outlay channel test "${name}"`];
    if (secret) lines.push(`Secret (shown only now): ${secret}`);
    return { lines, json: { id, name, secret } };
  },
};

function networkOf(input: Input): { allowsPrivate?: boolean } {
  const [allows, refuses] = [input.has("allow-private"), input.has("refuse-private")];
  if (allows && refuses) throw new DomainError("invalid", "Say either --allow-private or --refuse-private.");
  return allows || refuses ? { allowsPrivate: allows } : {};
}
