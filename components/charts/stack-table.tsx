import type { Stack } from "@/lib/query/stack";
import { amountOnly, bucketLabel } from "../format";
import { HeadCell } from "../ui/table";

/** The numbers of a chart, latest first. A thousand cells are styled by the sheet, or the page would weigh double. */
export function StackTable({ stack, caption }: { stack: Stack; caption: string }) {
  const { series, currency, grain, yearStart, totals } = stack;
  const rows = stack.buckets.map(({ start, unfinished }, index) => ({ start, unfinished, index })).reverse();
  return (
    <table className="data-table numbers w-full border-separate border-spacing-0 text-sm">
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
            <th scope="row">
              {bucketLabel(start, grain, { yearStart })}
              {unfinished && <span className="text-faint"> not finished</span>}
            </th>
            <td>{amountOrNone(totals[index], currency)}</td>
            {series.map(({ id, amounts }) => (
              <td key={id}>{amountOrNone(amounts[index], currency)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td>{amountOnly(stack.total, currency)}</td>
          {series.map(({ id, total }) => (
            <td key={id}>{amountOnly(total, currency)}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function amountOrNone(amount: string | null | undefined, currency: string): string {
  return amount === null || amount === undefined ? "no data" : amountOnly(amount, currency);
}
