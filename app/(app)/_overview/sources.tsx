import Link from "next/link";
import { count, dayLabel, instantLabel } from "@/components/format";
import { freshnessWords, reconciliationWords } from "@/components/source-words";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { type MonthLine, reconciliation } from "@/lib/ledger/reconciliation/report";
import { type Freshness, sourceFreshness } from "@/lib/query/overview/freshness";
import { isAsInFile, isWrong } from "../reconciliation/words";
import type { Seen } from "./view";

/** How far each source reaches and whether its sums agree, the one that needs attention first. */
export async function Sources({ scope, frame }: Pick<Seen, "scope" | "frame">) {
  const [sources, compared] = await Promise.all([
    sourceFreshness(scope, frame.today),
    reconciliation(scope, frame.today),
  ]);
  const monthsOf = (id: string) => compared.lines.filter(({ sourceId }) => sourceId === id);
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
            <HeadCell numeric>Closed months that match</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} months={monthsOf(source.id)} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function SourceRow({ source, months }: { source: Freshness; months: MonthLine[] }) {
  const fresh = freshnessWords[source.state];
  const closed = months.filter(({ state }) => state !== "open");
  const agreeing = closed.filter((month) => isStated(month) || isAsInFile(month));
  const sums = sumsOf(months);
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
        {closed.length > 0 ? `${count(agreeing.length)} of ${count(closed.length)}` : "none"}
      </Cell>
    </tr>
  );
}

const isStated = ({ state }: MonthLine) => state === "matched" || state === "explained";

function sumsOf(months: MonthLine[]) {
  if (months.some(({ state }) => isWrong(state))) return reconciliationWords.differs;
  if (months.some(isStated)) return reconciliationWords.reconciled;
  return months.some(isAsInFile) ? asInFiles : reconciliationWords["not compared"];
}

const asInFiles = { state: "good", word: "Equal to its files" } as const;
