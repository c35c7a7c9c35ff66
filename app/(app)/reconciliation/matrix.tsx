import { AlertTriangle, CheckCircle2, CircleDashed, Minus, XCircle } from "lucide-react";
import Link from "next/link";
import { monthLabel, signedMoney } from "@/components/format";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { type MonthState, monthStates } from "@/lib/ledger/reconciliation/verdict";
import { monthHref, monthWords } from "./words";

const icons = { good: CheckCircle2, warn: AlertTriangle, bad: XCircle, unknown: CircleDashed };
const colors = { good: "text-good", warn: "text-warn", bad: "text-bad", unknown: "text-muted" };
/** What fits beside a name; older months are in the tables below. */
const MOST_MONTHS = 14;

type Props = { lines: MonthLine[]; sources: [id: string, name: string][] };

/** Every source by month at a glance: each mark leads to its month. */
export function Matrix({ lines, sources }: Props) {
  const months = [...new Set(lines.map(({ month }) => month))].sort().slice(-MOST_MONTHS);
  const present = sources.filter(([id]) =>
    lines.some(({ sourceId, month }) => sourceId === id && months.includes(month)),
  );
  return (
    <>
      <Table caption="How each month of each source stands">
        <thead>
          <tr>
            <HeadCell>Source</HeadCell>
            {months.map((month) => (
              <HeadCell key={month} className="px-1">
                <abbr title={monthLabel(month)} className="block text-center no-underline">
                  {monthLabel(month).slice(0, 3)}
                  <span className="block font-normal text-faint">{month.slice(2, 4)}</span>
                </abbr>
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {present.map(([id, name]) => (
            <tr key={id}>
              <RowHead className="max-w-44 truncate sm:max-w-64" title={name}>
                {name}
              </RowHead>
              {months.map((month) => (
                <Cell key={month} className="relative px-1">
                  <Mark lines={lines.filter((line) => line.sourceId === id && line.month === month)} />
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <ul aria-label="Marks" className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs">
        {monthStates
          .filter((state) => lines.some((line) => line.state === state && months.includes(line.month)))
          .map((state) => (
            <li key={state}>
              <Status state={monthWords[state].state}>
                <span className="text-xs">{monthWords[state].word}</span>
              </Status>
            </li>
          ))}
      </ul>
    </>
  );
}

function Mark({ lines }: { lines: MonthLine[] }) {
  const worst = worstOf(lines);
  if (!worst) {
    return (
      <>
        <Minus aria-hidden className="mx-auto size-3 text-line-strong" />
        <span className="sr-only">no charges</span>
      </>
    );
  }
  const { state, word } = monthWords[worst.state];
  const Icon = icons[state];
  const off =
    worst.difference && Number(worst.difference) !== 0 ? `, ${signedMoney(worst.difference, worst.currency)}` : "";
  const label = `${monthLabel(worst.month)} of ${worst.source}: ${word}${off}`;
  return (
    <Link
      href={monthHref(worst.sourceId, worst.month)}
      aria-label={label}
      title={label}
      className="mx-auto flex size-7 items-center justify-center rounded-md hover:bg-hover"
    >
      <Icon aria-hidden className={`size-4 ${colors[state]}`} />
    </Link>
  );
}

function worstOf(lines: MonthLine[]): MonthLine | undefined {
  const rank = (state: MonthState) => monthStates.indexOf(state);
  return lines.toSorted((one, other) => rank(one.state) - rank(other.state))[0];
}
