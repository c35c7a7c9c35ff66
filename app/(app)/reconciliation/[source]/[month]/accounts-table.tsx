import { Amount } from "@/components/amount";
import { signedMoney } from "@/components/format";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Part } from "@/lib/ledger/reconciliation/report";
import { monthWords } from "../../words";

/** The billing accounts of a month, each with its own verdict. */
export function AccountsTable({ parts }: { parts: Part[] }) {
  return (
    <Table caption="Billing accounts of the month" maxHeight="36rem">
      <thead>
        <tr>
          <HeadCell>Billing account</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>In the ledger</HeadCell>
          <HeadCell numeric>Control total</HeadCell>
          <HeadCell numeric>Difference</HeadCell>
          <HeadCell>Why</HeadCell>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ counted: { account, memberOf, ours, control, currency, sliceId }, verdict }) => (
          <tr key={`${sliceId} ${account}`}>
            <RowHead>{memberOf === null ? account : `${account}, part of ${memberOf}`}</RowHead>
            <Cell>
              <Status state={monthWords[verdict.state].state}>{monthWords[verdict.state].word}</Status>
            </Cell>
            <Cell numeric>
              <Amount amount={ours} currency={currency} />
            </Cell>
            <Cell numeric>{control ? <Amount amount={control.amount} currency={currency} /> : "–"}</Cell>
            <Cell numeric>{verdict.difference === null ? "–" : signedMoney(verdict.difference, currency)}</Cell>
            <Cell className="min-w-64 text-muted">{verdict.reasons.join(" ")}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
