import { type SourceSummary, sourceList } from "../../lib/ledger/source-list";
import type { Command } from "../command/command";
import { tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

export const command: Command = {
  usage: "",
  help: ["Shows the sources: how far their data goes, how the last run ended, and what asking them has cost."],
  run: async (input, { now }) => {
    const sources = await sourceList(await commandScope(input), now);
    const headings = ["name", "connector", "state", "data through", "last run", ">rows", ">requests", ">cost"];
    const none = "There is no source: connect one with outlay source add, or import files.";
    const lines = sources.length === 0 ? [none] : [...tableLines(headings, sources.map(cells)), ...errors(sources)];
    return { lines, json: { sources } };
  },
};

function cells({ name, connectorLabel, state, dataThrough, lastRun, activeRunId, meter }: SourceSummary): string[] {
  const ended = lastRun ? `${lastRun.state} ${(lastRun.finishedAt ?? lastRun.requestedAt).slice(0, 16)}` : "never";
  return [
    name,
    connectorLabel,
    state,
    dataThrough ?? "-",
    activeRunId ? "running" : ended,
    lastRun ? lastRun.rows.toLocaleString("en") : "-",
    meter ? String(meter.requests) : "-",
    meter ? `$${meter.dollars}` : "-",
  ];
}

function errors(sources: SourceSummary[]): string[] {
  return sources.flatMap(({ name, lastRun }) => (lastRun?.error ? ["", `${name}: ${lastRun.error.message}`] : []));
}
