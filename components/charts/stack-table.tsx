import type { Stack } from "@/lib/query/stack";
import { amountOnly, bucketLabel } from "../format";
import { Cell, HeadCell, RowHead } from "../ui/table";

/** The numbers of a chart, latest first: a row for each bucket, a column for each series. */
export function StackTable({ stack, caption }: { stack: Stack; caption: string }) {
  const { series, currency, grain, totals } = stack;
  const rows = stack.buckets.map(({ start, unfinished }, index) => ({ start, unfinished, index })).reverse();
  return (
    <table className="data-table w-full border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{`${caption}, in ${currency}`}</caption>
      <thead>
        <tr>
          <HeadCell>{currency}</HeadCell>
          <HeadCell numeric>Total</HeadCell>
          {series.map(({ id, label }) => (
            <HeadCell key={id} numeric>
              {label}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ start, unfinished, index }) => (
          <tr key={start}>
            <RowHead className="whitespace-nowrap">
              {bucketLabel(start, grain)}
              {unfinished && <span className="text-faint"> not finished</span>}
            </RowHead>
            <Cell numeric className="font-medium">
              {amountOrNone(totals[index], currency)}
            </Cell>
            {series.map(({ id, amounts }) => (
              <Cell key={id} numeric>
                {amountOrNone(amounts[index], currency)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <RowHead>Total</RowHead>
          <Cell numeric>{amountOnly(stack.total, currency)}</Cell>
          {series.map(({ id, total }) => (
            <Cell key={id} numeric>
              {amountOnly(total, currency)}
            </Cell>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function amountOrNone(amount: string | null | undefined, currency: string): string {
  return amount === null || amount === undefined ? "no data" : amountOnly(amount, currency);
}
