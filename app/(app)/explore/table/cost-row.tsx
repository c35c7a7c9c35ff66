import Link from "next/link";
import { ratioText } from "@/components/change-text";
import { amountOnly, exactMoney, percent, signedAmount } from "@/components/format";
import { Cell, RowHead } from "@/components/ui/table";
import type { ShownRow, ShownTable } from "./cost-rows";
import { Sparkline } from "./sparkline";

type Props = { table: ShownTable; withPeriods: boolean };

export function CostRow({ row, place, table, withPeriods }: Props & { row: ShownRow; place?: number }) {
  const { currency, columns } = table;
  const { label, href, amount, share, cells } = row;
  return (
    <tr aria-rowindex={place}>
      <RowHead className="max-w-44 sm:max-w-72 md:max-w-md">
        <span className="block truncate" title={label}>
          {href ? (
            <Link href={href} scroll={false} className="hover:text-accent hover:underline">
              <bdi>{label}</bdi>
            </Link>
          ) : (
            <bdi>{label}</bdi>
          )}
        </span>
      </RowHead>
      {columns.length > 1 && (
        <Cell className="hidden w-24 sm:table-cell">
          <Sparkline cells={cells} />
        </Cell>
      )}
      <AmountCell amount={amount} currency={currency} />
      <Cell numeric className="text-muted">
        {share === null ? "" : percent(share)}
      </Cell>
      <Compared table={table} row={row} />
      {withPeriods &&
        columns.map(({ start }, index) => <AmountCell key={start} amount={cells[index] ?? null} currency={currency} />)}
    </tr>
  );
}

export function TotalRow({ table, withPeriods }: Props) {
  const { total, currency, columns } = table;
  return (
    <tr>
      <RowHead>Total</RowHead>
      {columns.length > 1 && (
        <Cell className="hidden sm:table-cell">
          <Sparkline cells={total.cells} />
        </Cell>
      )}
      <AmountCell amount={total.amount} currency={currency} />
      <Cell />
      <Compared table={table} row={total} />
      {withPeriods &&
        columns.map(({ start }, index) => (
          <AmountCell key={start} amount={total.cells[index] ?? null} currency={currency} />
        ))}
    </tr>
  );
}

function Compared({
  table: { compares, currency },
  row: { before, change },
}: {
  table: ShownTable;
  row: Pick<ShownRow, "before" | "change">;
}) {
  if (!compares) return null;
  return (
    <>
      <AmountCell amount={before} currency={currency} />
      <Cell numeric title={change ? exactMoney(change.amount, currency) : undefined}>
        {change && signedAmount(change.amount, currency)}
      </Cell>
      <Cell numeric className="text-muted">
        {change && ratioText(change)}
      </Cell>
    </>
  );
}

/** A name without charges in a period has nothing there; that is not a zero. */
function AmountCell({ amount, currency }: { amount: string | null; currency: string }) {
  if (amount === null) return <Cell numeric />;
  return (
    <Cell numeric title={exactMoney(amount, currency)}>
      {amountOnly(amount, currency)}
    </Cell>
  );
}
