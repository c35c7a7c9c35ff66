import { exactMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { SliceSum } from "@/lib/ledger/run-sums";
import { reconciliationOf } from "@/lib/ledger/runs";
import { metricLabels } from "@/lib/query/names";
import { ReconciliationStatus } from "../../run-status";

const beside = "As stored, beside what the file holds and what the provider itself states.";

/** Every digit of every sum, and whether it agrees with those who should know. */
export function SumsPanel({ sums, isPartOfFiles }: { sums: SliceSum[]; isPartOfFiles: boolean }) {
  const hasFile = sums.some(({ file }) => file !== null);
  const hasProvider = sums.some(({ provider }) => provider !== null);
  return (
    <Panel id="sums" title="Sums" note={isPartOfFiles ? `Of the periods that changed. ${beside}` : beside}>
      <Table caption="Sums by metric and currency">
        <thead>
          <tr>
            <HeadCell>Metric</HeadCell>
            <HeadCell numeric>In the ledger</HeadCell>
            {hasFile && <HeadCell numeric>In the file</HeadCell>}
            {hasProvider && <HeadCell numeric>Stated by the provider</HeadCell>}
            <HeadCell>Reconciliation</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <tr key={`${sum.metric} ${sum.currency}`}>
              <RowHead>{metricLabels[sum.metric]}</RowHead>
              <Cell numeric>{exactMoney(sum.stored, sum.currency)}</Cell>
              {hasFile && <Cell numeric>{sum.file === null ? "–" : exactMoney(sum.file, sum.currency)}</Cell>}
              {hasProvider && (
                <Cell numeric>{sum.provider === null ? "–" : exactMoney(sum.provider, sum.currency)}</Cell>
              )}
              <Cell>
                <ReconciliationStatus state={reconciliationOf([sum])} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
