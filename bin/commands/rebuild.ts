import { DomainError } from "../../lib/errors";
import { rebuildSource } from "../../lib/ledger/archive/rebuild";
import { sourceCalled } from "../../lib/ledger/source-one";
import type { Command } from "../command/command";
import { keepCopies } from "../command/keep-copies";
import { monthTyped } from "../command/month";
import { count } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "--source NAME [--period YYYY-MM]",
  help: [
    "Puts a period, or all of a source, into the ledger again from the archive, without asking its provider. Content and",
    "sums are what they were; readers see the old charges until the new ones are in.",
    "",
    "  --source NAME      the source to rebuild",
    "  --period YYYY-MM   only the billing period that begins in this month",
  ],
  options: { source: { type: "string" }, period: { type: "string" } },
  run: async (input, { report }) => {
    const name = input.text("source");
    if (name === undefined) throw new DomainError("invalid", "Say which source: --source NAME.");
    const scope = await commandScope(input);
    const { id } = await sourceCalled(scope, name);
    await keepCopies(report);
    const outcomes = await rebuildSource(scope, { sourceId: id, month: monthTyped(input, "period") }, report);
    await keepCopies(report);
    const slices = outcomes.flatMap((outcome) => outcome.slices);
    const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
    const periods = count(slices.length, "billing period");
    return { lines: [`${name}: ${periods} with ${count(rows, "row")} rebuilt from the archive.`], json: { slices } };
  },
};
