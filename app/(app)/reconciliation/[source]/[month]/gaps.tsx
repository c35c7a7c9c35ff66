import { Callout } from "@/components/ui/callout";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { monthWords } from "../../words";
import { MonthFigures } from "./month-figures";

/** Billing accounts whose period is not there, and what to do about it. */
export function Gaps({ lines }: { lines: MonthLine[] }) {
  return lines.map((line) => (
    <div key={`${line.currency} ${line.state} ${line.controlSource}`} className="flex flex-col gap-6">
      <Callout tone="bad" title={`${monthWords[line.state].word}: ${line.reasons.join(" ")}`}>
        Import the bill of the month into {line.source}, or have it exported once more.
      </Callout>
      {line.control !== null && <MonthFigures label={`What is missing, ${line.currency}`} line={line} />}
    </div>
  ));
}
