import { verifyArchive } from "../../lib/ledger/archive/archive-list";
import type { Command } from "../command/command";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: [
    "Reads every archive again and compares it with what was written, by SHA-256. The exit code is 1 if any is damaged.",
  ],
  run: async (input) => {
    const verified = await verifyArchive(await commandScope(input));
    const damaged = verified.filter(({ damage }) => damage.length > 0);
    const lines = [
      ...damaged.map(
        ({ entry, damage }) => `✗ ${entry.source}, ${entry.importedAt.slice(0, 16)}: ${damage.join("; ")}`,
      ),
      `${count(verified.length - damaged.length, "archive is", "archives are")} as they were written, ${damaged.length} damaged.`,
    ];
    return { lines, json: { ok: damaged.length === 0, archives: verified }, exitCode: damaged.length > 0 ? 1 : 0 };
  },
};
