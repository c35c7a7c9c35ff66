import { dayOf } from "../../lib/focus/period";
import { type MonthLine, reconciliation } from "../../lib/ledger/reconciliation/report";
import type { MonthState } from "../../lib/ledger/reconciliation/verdict";
import type { Command } from "../command/command";
import { count, tableLines } from "../command/table";
import { commandScope } from "../command/workspace";

const needALook: MonthState[] = ["unexplained", "missing", "late"];

export const command: Command = {
  usage: "[--all]",
  help: [
    "Compares the billed cost of every source and month with its files and with the provider's own totals. The exit code",
    "is 1 if charges are missing, came twice or are late.",
    "",
    "  --all   also the months that agree",
  ],
  options: { all: { type: "boolean" } },
  run: async (input, { now }) => {
    const report = await reconciliation(await commandScope(input), dayOf(now));
    const wrong = report.lines.filter(({ state }) => needALook.includes(state));
    const shown = input.has("all") ? report.lines : report.lines.filter(({ state }) => state !== "matched");
    const headings = ["source", "month", "state", ">ledger", ">control total", ">difference", "currency", "why"];
    const { matched, uncompared, open } = report.counts;
    const lines = [
      ...(shown.length > 0 ? [...tableLines(headings, shown.map(cells)), ""] : []),
      `${count(matched, "month")} matched to the cent, ${uncompared} with nothing to compare with, ${open} open, ` +
        `${wrong.length} that need a look.`,
    ];
    return { lines, json: { ok: wrong.length === 0, ...report }, exitCode: wrong.length > 0 ? 1 : 0 };
  },
};

function cells({ source, month, state, ours, control, difference, currency, reasons }: MonthLine): string[] {
  const amount = (value: string | null) => (value === null ? "-" : Number(value).toFixed(2));
  return [
    source,
    month.slice(0, 7),
    state,
    amount(ours),
    amount(control),
    amount(difference),
    currency,
    reasons.join(" "),
  ];
}
