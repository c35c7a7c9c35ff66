import Link from "next/link";
import { Amount } from "@/components/amount";
import { count, instantLabel, signedMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Version } from "@/lib/ledger/reconciliation/restated";

/** What the month said before, version by version, with before and after. */
export function History({ versions }: { versions: Version[] }) {
  if (versions.length === 0) return null;
  return (
    <Panel id="history" title="History" note="Every version that differs from the one before it, the newest first.">
      <Table caption="Versions of the month" maxHeight="36rem">
        <thead>
          <tr>
            <HeadCell>Imported</HeadCell>
            <HeadCell>Billing account</HeadCell>
            <HeadCell numeric>Rows</HeadCell>
            <HeadCell numeric>Before</HeadCell>
            <HeadCell numeric>After</HeadCell>
            <HeadCell numeric>Change</HeadCell>
            <HeadCell>What it was</HeadCell>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <Row key={`${version.runId} ${version.account} ${version.currency} ${version.at}`} version={version} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function Row({
  version: { at, runId, account, rows, before, amount, change, currency, isClosed },
}: {
  version: Version;
}) {
  return (
    <tr>
      <RowHead className="whitespace-nowrap">
        <Link href={`/sources/runs/${runId}`} className="text-link">
          {instantLabel(at)}
        </Link>
      </RowHead>
      <Cell>{account}</Cell>
      <Cell numeric>{count(rows)}</Cell>
      <Cell numeric>{before === null ? "–" : <Amount amount={before} currency={currency} />}</Cell>
      <Cell numeric>
        <Amount amount={amount} currency={currency} />
      </Cell>
      <Cell numeric>{change === null ? "–" : signedMoney(change, currency)}</Cell>
      <Cell className="whitespace-nowrap text-muted">{whatItWas(before, isClosed)}</Cell>
    </tr>
  );
}

function whatItWas(before: string | null, isClosed: boolean): string {
  if (before === null) return "First import";
  return isClosed ? "Restated after the month" : "More of the running month";
}
