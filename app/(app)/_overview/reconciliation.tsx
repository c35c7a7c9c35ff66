import { count, money, monthLabel } from "@/components/format";
import { Tile } from "@/components/tile";
import { Status } from "@/components/ui/status";
import type { Scope } from "@/lib/auth/scope";
import { reconciliations, type SourceReconciliation } from "@/lib/ledger/reconciliation";

/** Whether the ledger agrees with what was stated, and with whom it was compared. */
export async function ReconciliationTile({ scope }: { scope: Scope }) {
  const sources = await reconciliations(scope);
  const sum = (of: (source: SourceReconciliation) => number) => sources.reduce((all, source) => all + of(source), 0);
  const periods = sum((source) => source.periods);
  const [withProvider, withFile] = [sum((source) => source.withProvider), sum((source) => source.withFile)];
  const compared = withProvider + withFile;
  return (
    <Tile label="Billing periods that agree" value={`${count(compared - differing(sources))} of ${count(periods)}`}>
      <span>
        <Verdict sources={sources} />
      </span>
      <span>{comparedText(withProvider, withFile)}</span>
    </Tile>
  );
}

function Verdict({ sources }: { sources: SourceReconciliation[] }) {
  const [worst] = sources.flatMap(({ differences }) => differences);
  if (worst) {
    const { stored, provider, file, currency } = worst.sum;
    const stated = provider ?? file ?? "0";
    return (
      <span title={`${money(stored, currency)} in the ledger, ${money(stated, currency)} stated`}>
        <Status state="bad">{`${worst.billingAccountId} differs in ${monthLabel(worst.month)}`}</Status>
      </span>
    );
  }
  if (sources.some(({ state }) => state === "reconciled")) return <Status state="good">Reconciled to the cent</Status>;
  return <Status state="unknown">Nothing to compare with</Status>;
}

function comparedText(withProvider: number, withFile: number): string {
  if (withProvider + withFile === 0) return "No source states totals of its own";
  const parts = [
    withProvider > 0 && `${count(withProvider)} with provider totals`,
    withFile > 0 && `${count(withFile)} with files`,
  ];
  return parts.filter(Boolean).join(", ");
}

function differing(sources: SourceReconciliation[]): number {
  const keys = sources.flatMap(({ sourceId, differences }) =>
    differences.map(({ billingAccountId, month }) => `${sourceId} ${billingAccountId} ${month}`),
  );
  return new Set(keys).size;
}
