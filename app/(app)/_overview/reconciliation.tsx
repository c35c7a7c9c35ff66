import Link from "next/link";
import { count, monthLabel } from "@/components/format";
import { Tile } from "@/components/tile";
import { Status } from "@/components/ui/status";
import type { Scope } from "@/lib/auth/scope";
import { dayOf } from "@/lib/focus/period";
import { type MonthLine, type ReconciliationReport, reconciliation } from "@/lib/ledger/reconciliation/report";
import { isAsInFile, isWrong } from "../reconciliation/words";

/** Whether the ledger agrees with what was stated, and the way to where it does not. */
export async function ReconciliationTile({ scope }: { scope: Scope }) {
  const report = await reconciliation(scope, dayOf(new Date()));
  const wrong = report.lines.filter(({ state }) => isWrong(state));
  const { matched, explained } = report.counts;
  const inFiles = report.lines.filter(isAsInFile).length;
  const hasTotals = matched + explained > 0 || wrong.some(({ control }) => control !== null);
  const [agreeing, all] = hasTotals ? [matched, matched + explained + wrong.length] : [inFiles, inFiles + wrong.length];
  return (
    <Tile label="Closed months that match" value={`${count(agreeing)} of ${count(all)}`}>
      <span>
        <Verdict report={report} wrong={wrong} />
      </span>
      <span>
        <Link href="/reconciliation" className="text-link">
          Reconciliation
        </Link>
      </span>
    </Tile>
  );
}

function Verdict({ report: { counts, lines }, wrong }: { report: ReconciliationReport; wrong: MonthLine[] }) {
  const [worst] = wrong;
  if (worst) {
    const what = worst.state === "missing" ? "lacks" : "differs in";
    return <Status state="bad">{`${worst.source} ${what} ${monthLabel(worst.month)}`}</Status>;
  }
  if (counts.matched + counts.explained > 0) return <Status state="good">Reconciled to the cent</Status>;
  if (lines.some(isAsInFile)) return <Status state="good">Equal to the files</Status>;
  return <Status state="unknown">Nothing to compare with</Status>;
}
