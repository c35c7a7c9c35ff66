import { count, dayLabel } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { EcbSeries } from "@/lib/rates/list";

/** The currencies of the workspace first; the others are there as well, and fold away. */
export function EcbTable({ series, used }: { series: EcbSeries[]; used: ReadonlySet<string> }) {
  if (series.length === 0) return <p className="text-muted text-sm">No file of the ECB has been imported yet.</p>;
  const mine = series.filter(({ currency }) => used.has(currency));
  const others = series.filter(({ currency }) => !used.has(currency));
  return (
    <div className="flex flex-col gap-3">
      {mine.length > 0 && <Series series={mine} caption="ECB rates of the currencies that are billed here" />}
      {others.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted text-sm">
            {`${count(others.length)} more currencies, through ${dayLabel(latest(others))}`}
          </summary>
          <div className="mt-3">
            <Series series={others} caption="ECB rates of other currencies" />
          </div>
        </details>
      )}
    </div>
  );
}

function Series({ series, caption }: { series: EcbSeries[]; caption: string }) {
  return (
    <Table caption={caption} maxHeight="24rem">
      <thead>
        <tr>
          <HeadCell>Currency</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>Through</HeadCell>
          <HeadCell numeric>Days</HeadCell>
          <HeadCell numeric>For 1 EUR</HeadCell>
          <HeadCell>Gaps</HeadCell>
        </tr>
      </thead>
      <tbody>
        {series.map(({ currency, first, last, rates, lastRate, gaps }) => (
          <tr key={currency}>
            <RowHead>{currency}</RowHead>
            <Cell className="whitespace-nowrap">{dayLabel(first)}</Cell>
            <Cell className="whitespace-nowrap">{dayLabel(last)}</Cell>
            <Cell numeric>{count(rates)}</Cell>
            <Cell numeric>{lastRate}</Cell>
            <Cell>{gapWords(gaps)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function gapWords(gaps: EcbSeries["gaps"]): string {
  const [first] = gaps;
  if (!first) return "None";
  const more = gaps.length > 1 ? ` and ${count(gaps.length - 1)} more` : "";
  return `${dayLabel(first.after)} to ${dayLabel(first.before)}${more}`;
}

function latest(series: EcbSeries[]): string {
  return (
    series
      .map(({ last }) => last)
      .toSorted()
      .at(-1) ?? ""
  );
}
