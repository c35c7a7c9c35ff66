import Link from "next/link";
import { count, dayLabel, instantLabel } from "@/components/format";
import { freshnessWords, reconciliationWords } from "@/components/source-words";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { reconciliations, type SourceReconciliation } from "@/lib/ledger/reconciliation";
import { type Freshness, sourceFreshness } from "@/lib/query/overview/freshness";
import type { Seen } from "./view";

/** How far each source reaches and whether its sums agree, the one that needs attention first. */
export async function Sources({ scope, frame }: Pick<Seen, "scope" | "frame">) {
  const [sources, compared] = await Promise.all([sourceFreshness(scope, frame.today), reconciliations(scope)]);
  const bySource = new Map(compared.map((each) => [each.sourceId, each]));
  return (
    <Panel id="sources" title="Sources">
      <Table caption="How far each source reaches and whether its sums agree">
        <thead>
          <tr>
            <HeadCell>Source</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell>Data through</HeadCell>
            <HeadCell>Last read</HeadCell>
            <HeadCell>Sums</HeadCell>
            <HeadCell numeric>Periods compared</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} compared={bySource.get(source.id) ?? null} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function SourceRow({ source, compared }: { source: Freshness; compared: SourceReconciliation | null }) {
  const fresh = freshnessWords[source.state];
  const sums = reconciliationWords[compared?.state ?? "not compared"];
  return (
    <tr>
      <RowHead className="md:whitespace-nowrap">
        <Link href={`/sources/${source.id}`} className="font-medium hover:text-accent hover:underline">
          {source.name}
        </Link>
      </RowHead>
      <Cell>
        <Status state={fresh.state}>{fresh.word}</Status>
      </Cell>
      <Cell className="whitespace-nowrap">{source.dataThrough === null ? "none" : dayLabel(source.dataThrough)}</Cell>
      <Cell className="whitespace-nowrap text-muted">
        {source.lastSuccess ? instantLabel(source.lastSuccess) : "never"}
      </Cell>
      <Cell>
        <Status state={sums.state}>{sums.word}</Status>
      </Cell>
      <Cell numeric className="text-muted">
        {compared ? `${count(compared.withProvider + compared.withFile)} of ${count(compared.periods)}` : "none"}
      </Cell>
    </tr>
  );
}
