import { basename } from "node:path";
import { requestImport, runImport } from "../../lib/ledger/request-import";
import { runById } from "../../lib/ledger/runs";
import type { Command } from "../command/command";
import { keepCopies } from "../command/keep-copies";
import { endOfImport, isBusy, runLines } from "../command/run-lines";
import { typedPath } from "../command/typed-path";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "<file...> [--source NAME]",
  help: [
    "Imports FOCUS files (csv, csv.gz, zip, Parquet; 1.0 to 1.4). The files of one call are one import: each account",
    "and billing period in them replaces what the source had for it. The same content again changes nothing, and one",
    "bad row refuses the import with a list of all bad rows.",
    "",
    '  --source NAME   the source they belong to; made when it is new (default "Uploaded files")',
  ],
  options: { source: { type: "string" } },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  run: async (input, { report }) => {
    const scope = await commandScope(input);
    const files = input.words.map((word) => ({ path: typedPath(word), name: basename(word) }));
    const sourceName = input.text("source");
    const { runId } = await requestImport(scope, { files, ...(sourceName && { sourceName }) });
    try {
      await runImport(scope, runId, report);
    } catch (error) {
      if (!isBusy(error)) throw error; // the worker of a running Outlay may be faster
    }
    await endOfImport(scope, runId, report);
    await keepCopies(report);
    const run = await runById(scope, runId);
    return { lines: runLines(run), json: run };
  },
};
