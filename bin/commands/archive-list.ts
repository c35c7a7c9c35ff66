import { type ArchiveEntry, archiveList } from "../../lib/ledger/archive/archive-list";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: [
    "Shows what is archived of imports, the newest first: which periods, how many of them the ledger holds as they lie",
    "there, and how large it is. OUTLAY_ARCHIVE_MAX_GB and OUTLAY_ARCHIVE_MAX_DAYS limit it.",
  ],
  run: async (input) => {
    const archives = await archiveList(await commandScope(input));
    const headings = ["imported", "source", "periods", ">in the ledger", ">rows", ">bytes", "state"];
    const none = "Nothing is archived yet: imports are, within a minute after they succeed.";
    const lines = archives.length === 0 ? [none] : tableLines(headings, archives.map(cells));
    return { lines, json: { archives } };
  },
};

function cells({ importedAt, source, periods, current, rows, bytes, state, note }: ArchiveEntry): string[] {
  const months = periods.map((period) => period.slice(0, 7));
  const span = months.length > 1 ? `${months.at(0)} to ${months.at(-1)}` : (months[0] ?? "-");
  const told = note === null ? state : `${state}: ${note}`;
  return [
    importedAt.slice(0, 16).replace("T", " "),
    source,
    span,
    String(current),
    rows.toLocaleString("en"),
    bytes.toLocaleString("en"),
    told,
  ];
}
