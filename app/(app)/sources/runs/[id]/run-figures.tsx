import { count, exactMoney, money, monthLabel } from "@/components/format";
import { addDays } from "@/lib/focus/period";
import { type RunReport, unchangedRows } from "@/lib/ledger/runs";
import { type Figure, Figures } from "../../figures";
import { toCorrect } from "./to-correct";

export function RunFigures({ run }: { run: RunReport }) {
  const figures = figuresOf(run);
  return figures.length > 0 && <Figures label="Result" figures={figures} />;
}

function figuresOf(run: RunReport): Figure[] {
  const figures: Figure[] = [];
  if (run.rows > 0) figures.push({ label: "Rows", value: count(run.rows), note: rowsNote(run) });
  for (const { currency, stored } of run.sums.filter(({ metric }) => metric === "billed")) {
    figures.push({ label: `Billed, ${currency}`, value: money(stored, currency), note: exactMoney(stored, currency) });
  }
  if (toCorrect(run).length > 0) figures.push({ label: "Rejected rows", value: count(run.rejectedCount) });
  if (run.requests > 0) {
    figures.push({ label: "Requests", value: count(run.requests), note: `${money(run.requestCost, "USD")} paid` });
  }
  const seconds = secondsOf(run);
  if (seconds !== null) figures.push({ label: "Took", value: seconds < 1 ? "under 1 s" : `${Math.round(seconds)} s` });
  return figures;
}

/** The sums beside it are of the periods that changed. */
function rowsNote(run: RunReport): string | undefined {
  const unchanged = unchangedRows(run);
  const parts = [periodsOf(run), unchanged > 0 ? `${count(unchanged)} were there already` : undefined];
  return parts.filter(Boolean).join(", ") || undefined;
}

function periodsOf({ slices }: RunReport): string | undefined {
  const months = slices.map(({ period }) => period.from).sort();
  const [first] = months;
  const last = slices
    .map(({ period }) => addDays(period.to, -1))
    .sort()
    .at(-1);
  if (!first || !last) return undefined;
  return monthLabel(first) === monthLabel(last) ? monthLabel(first) : `${monthLabel(first)} to ${monthLabel(last)}`;
}

function secondsOf({ startedAt, finishedAt }: RunReport): number | null {
  if (!startedAt || !finishedAt) return null;
  return (new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000;
}
