import { DomainError } from "../../lib/errors";
import { wakeWorker } from "../../lib/jobs/queue";
import { checkSource } from "../../lib/ledger/source-check";
import { createSource, NewSource } from "../../lib/ledger/source-create";
import { sourceById } from "../../lib/ledger/source-list";
import { connectorNamed, connectors } from "../../lib/sources/registry";
import type { Command, Input } from "../command/command";
import { standardInput } from "../command/standard-input";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<connector> --name NAME [--set SETTING=VALUE]... [--secrets-stdin]",
  help: [
    "Connects a source and checks at once whether it lets us in. The first sync starts by itself within minutes, or",
    "with outlay sync.",
    "",
    "  --name NAME           what the source is called in Outlay",
    "  --set SETTING=VALUE   may be repeated",
    "  --secrets-stdin       read secret settings from standard input, one SETTING=VALUE a line",
    "",
    ...connectors.flatMap(({ id, label, fields }) => [
      `Settings of ${id} (${label}):`,
      ...fields.map(({ name, label: what, kind, choices }) => {
        const values = choices ? ` (${choices.map(({ value }) => value).join(", ")})` : "";
        return `  ${name.padEnd(22)}${what}${values}${kind === "secret" ? ", secret" : ""}`;
      }),
    ]),
  ],
  options: {
    name: { type: "string" },
    set: { type: "string", multiple: true },
    "secrets-stdin": { type: "boolean" },
  },
  words: { least: 1, most: 1 },
  run: async (input, { now }) => {
    const scope = await commandScope(input);
    const [id = ""] = input.words;
    const { label } = connectorNamed(id);
    const settings = { ...pairs(input.texts("set")), ...(await secrets(input)) };
    const made = NewSource.parse({ connector: id, name: input.text("name") ?? label, settings });
    const source = await createSource(scope, made, now);
    const check = await checkSource(scope, source.id, { now });
    await wakeWorker();
    const { instructions, externalId } = await sourceById(scope, source.id, now);
    const todo = check.ok ? [] : instructions.flatMap(({ title, text }) => ["", `${title}:`, text]);
    const lines = [`${made.name} is connected.`, check.message, ...(check.advice ? [check.advice] : []), ...todo];
    return { lines, json: { id: source.id, name: made.name, externalId, check, instructions } };
  },
};

async function secrets(input: Input): Promise<Record<string, string>> {
  if (!input.has("secrets-stdin")) return {};
  const lines = (await standardInput()).split(/\r?\n/).filter((line) => line.trim() !== "");
  return pairs(lines);
}

function pairs(texts: string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      // The text itself is not repeated: it may be a secret.
      if (at < 1) throw new DomainError("invalid", "A setting is given as SETTING=VALUE, such as auth=chain.");
      return [text.slice(0, at).trim(), text.slice(at + 1)];
    }),
  );
}
