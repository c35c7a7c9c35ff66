import { count, money, monthLabel, spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { addDays, monthOf, type Period } from "@/lib/focus/period";
import type { RunSlice } from "@/lib/ledger/run-sums";
import { reconciliationOf } from "@/lib/ledger/runs";
import { ReconciliationStatus } from "../../run-status";
import { sumLabels } from "../../sum-labels";

export function SlicesPanel({ slices }: { slices: RunSlice[] }) {
  return (
    <Panel id="periods" title="Periods" note={wholeText(slices.length)}>
      <Table caption="Billing periods of this run" maxHeight="33rem">
        <thead>
          <tr>
            <HeadCell>Period</HeadCell>
            <HeadCell>Billing account</HeadCell>
            <HeadCell numeric>Rows</HeadCell>
            <HeadCell numeric>Billed</HeadCell>
            <HeadCell numeric>Effective</HeadCell>
            <HeadCell numeric>Replaced</HeadCell>
            <HeadCell>Reconciliation</HeadCell>
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <tr key={`${slice.period.from} ${slice.billingAccountId}`}>
              <RowHead className="whitespace-nowrap">{periodLabel(slice.period)}</RowHead>
              <Cell className="tabular">{slice.billingAccountId}</Cell>
              <Cell numeric>{count(slice.rows)}</Cell>
              <Cell numeric>{sumLabels(slice.sums, "billed")}</Cell>
              <Cell numeric>{sumLabels(slice.sums, "effective")}</Cell>
              <Cell numeric>{replacedLabel(slice)}</Cell>
              <Cell>
                <ReconciliationStatus state={reconciliationOf(slice.sums)} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function wholeText(periods: number): string {
  if (periods === 1) return "A billing period is replaced as a whole or not at all.";
  return `${count(periods)} billing periods of an account; each is replaced as a whole or not at all.`;
}

function periodLabel({ from, to }: Period): string {
  const isMonth = monthOf(from).from === from && monthOf(from).to === to;
  return isMonth ? monthLabel(from) : spanLabel(from, addDays(to, -1));
}

function replacedLabel({ replaced }: RunSlice) {
  if (!replaced) return "–";
  const amounts = Object.entries(replaced.billed).map(([currency, amount]) => money(amount, currency));
  return `${count(replaced.rows)} rows${amounts.length > 0 ? `, ${amounts.join(", ")}` : ""}`;
}
