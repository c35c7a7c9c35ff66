import Link from "next/link";
import { count, instantLabel, money } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Scope } from "@/lib/auth/scope";
import { type RunReport, recentRuns } from "@/lib/ledger/runs";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { ReconciliationStatus, RunStatus } from "./run-status";
import { sumLabels } from "./sum-labels";

export type RunsProps = { scope: Scope; source: SourceSummary; most: number };

/** The last runs of a source, each with what it brought and what it cost. */
export async function RunsTable({ scope, source, most }: RunsProps) {
  const runs = await recentRuns(scope, source.id, most);
  if (runs.length === 0) return <p className="text-muted text-sm">No run yet.</p>;
  const isPaid = source.meter !== null;
  return (
    <Table caption={`Last runs of ${source.name}`}>
      <thead>
        <tr>
          <HeadCell>Started</HeadCell>
          <HeadCell>Result</HeadCell>
          <HeadCell numeric>Rows</HeadCell>
          <HeadCell numeric>Billed</HeadCell>
          <HeadCell numeric>Effective</HeadCell>
          <HeadCell>Reconciliation</HeadCell>
          {isPaid && <HeadCell numeric>Requests</HeadCell>}
          {isPaid && <HeadCell numeric>Paid for them</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Run key={run.id} run={run} isPaid={isPaid} />
        ))}
      </tbody>
    </Table>
  );
}

function Run({ run, isPaid }: { run: RunReport; isPaid: boolean }) {
  return (
    <tr>
      <RowHead className="whitespace-nowrap">
        <Link href={`/sources/runs/${run.id}`} className="text-link">
          {instantLabel(run.startedAt ?? run.requestedAt)}
        </Link>
      </RowHead>
      <Cell>
        <RunStatus state={run.state} />
      </Cell>
      <Cell numeric>{run.rows > 0 ? count(run.rows) : "–"}</Cell>
      <Cell numeric>{sumLabels(run.sums, "billed")}</Cell>
      <Cell numeric>{sumLabels(run.sums, "effective")}</Cell>
      <Cell>{run.sums.length > 0 ? <ReconciliationStatus state={run.reconciliation} /> : "–"}</Cell>
      {isPaid && <Cell numeric>{count(run.requests)}</Cell>}
      {isPaid && <Cell numeric>{money(run.requestCost, "USD")}</Cell>}
    </tr>
  );
}
