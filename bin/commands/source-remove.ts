import { DomainError } from "../../lib/errors";
import { sourceCalled } from "../../lib/ledger/source-one";
import { removeSource } from "../../lib/ledger/source-remove";
import type { Command } from "../command/command";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<name> --yes",
  help: [
    "Removes a source with all of its charges. Its provider is not touched; connecting it again reads them anew.",
    "",
    "  --yes   really do it",
  ],
  options: { yes: { type: "boolean" } },
  words: { least: 1, most: 1 },
  run: async (input) => {
    const scope = await commandScope(input);
    const { id, name } = await sourceCalled(scope, input.words[0] ?? "");
    if (!input.has("yes")) {
      throw new DomainError("invalid", `This removes ${name} and all of its charges; add --yes to do it.`);
    }
    await removeSource(scope, id);
    return { lines: [`${name} and its charges are removed.`], json: { removed: name } };
  },
};
