import Link from "next/link";
import { Amount } from "@/components/amount";
import { dayLabel, exactMoney, monthLabel, signedMoney } from "@/components/format";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { monthHref, monthWords } from "./words";

/** The months of one source, with what each says and who says it. */
export function MonthsTable({ source, lines }: { source: string; lines: MonthLine[] }) {
  const shows = {
    control: lines.some(({ control }) => control !== null),
    difference: lines.some(({ difference }) => difference !== null),
  };
  return (
    <Table caption={`Months of ${source}`}>
      <thead>
        <tr>
          <HeadCell>Month</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>In the ledger</HeadCell>
          <HeadCell numeric>In the file</HeadCell>
          {shows.control && <HeadCell numeric>Control total</HeadCell>}
          {shows.difference && <HeadCell numeric>Difference</HeadCell>}
          <HeadCell>Why</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={`${line.month} ${line.currency} ${line.state} ${line.controlSource}`} line={line} shows={shows} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ line, shows }: { line: MonthLine; shows: { control: boolean; difference: boolean } }) {
  const { sourceId, month, state, ours, file, control, difference, currency } = line;
  const { state: color, word } = monthWords[state];
  return (
    <tr>
      <RowHead className="whitespace-nowrap">
        <Link href={monthHref(sourceId, month)} className="text-link">
          {monthLabel(month)}
        </Link>
      </RowHead>
      <Cell>
        <Status state={color}>{word}</Status>
      </Cell>
      <Cell numeric>{ours === null ? "none" : <Amount amount={ours} currency={currency} />}</Cell>
      <Cell numeric>{file === null ? "–" : <Amount amount={file} currency={currency} />}</Cell>
      {shows.control && <Cell numeric>{control === null ? "–" : <Amount amount={control} currency={currency} />}</Cell>}
      {shows.difference && (
        <Cell numeric>{difference === null ? "–" : <Difference amount={difference} line={line} />}</Cell>
      )}
      <Cell className="min-w-64 text-muted">
        {line.reasons.join(" ")}
        {line.restated && <span className="block">{restatedText(line.restated, currency)}</span>}
      </Cell>
    </tr>
  );
}

/** Money and percent, with every digit in the title. */
function Difference({
  amount,
  line: { share, currency },
}: {
  amount: string;
  line: Pick<MonthLine, "share" | "currency">;
}) {
  const isNothing = Math.abs(Number(amount)) < 0.005;
  return (
    <data value={amount} title={exactMoney(amount, currency)}>
      {signedMoney(amount, currency)}
      {!isNothing && share !== null && <span className="block text-faint text-xs">{percentText(share)}</span>}
    </data>
  );
}

function percentText(share: string): string {
  const percent = Number(share) * 100;
  const digits = Math.abs(percent) < 0.1 ? 3 : 1;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(digits)} %`;
}

function restatedText({ times, change, at }: NonNullable<MonthLine["restated"]>, currency: string): string {
  const often = times === 1 ? "" : ` in ${times} steps`;
  return `Restated by ${signedMoney(change, currency)}${often}, last on ${dayLabel(at)}.`;
}
