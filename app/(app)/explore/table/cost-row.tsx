import Link from "next/link";
import { ratioText } from "@/components/change-text";
import { amountOnly, count, exactMoney, percent, signedAmount } from "@/components/format";
import { Cell, RowHead } from "@/components/ui/table";
import { rowHref } from "./row-href";
import type { ShownAmounts, ShownRow, ShownTable } from "./shown-table";
import { Sparkline } from "./sparkline";
import { ROW } from "./use-rows-in-sight";

type Props = { table: ShownTable; withPeriods: boolean };

export function CostRow({ row, place, table, withPeriods }: Props & { row: ShownRow; place?: number }) {
  const { label, share } = row;
  const href = rowHref(table.inside, row.id);
  return (
    <tr aria-rowindex={place} style={place === undefined ? undefined : { height: ROW }}>
      <RowHead className="max-w-44 sm:max-w-72 md:max-w-md">
        <span className="block truncate" title={label}>
          {href ? (
            <Link href={href} scroll={false} prefetch={false} className="hover:text-accent hover:underline">
              <bdi>{label}</bdi>
            </Link>
          ) : (
            <bdi>{label}</bdi>
          )}
        </span>
      </RowHead>
      <Amounts table={table} amounts={row} share={share === null ? "" : percent(share)} withPeriods={withPeriods} />
    </tr>
  );
}

export function TotalRow({ table, withPeriods }: Props) {
  return (
    <tr>
      <RowHead>Total</RowHead>
      <Amounts table={table} amounts={table.totals} share="" withPeriods={withPeriods} />
    </tr>
  );
}

/** Names that are in the total and too many to be told. */
export function OthersRow({ table, more, withPeriods }: Props & { more: NonNullable<ShownTable["more"]> }) {
  const amounts: ShownAmounts = {
    total: more.amount,
    before: more.before,
    change: { amount: more.change, ratio: null, kind: Number(more.change) < 0 ? "down" : "up" },
    cells: table.columns.map(() => null),
  };
  return (
    <tr>
      <RowHead>{`${count(more.count)} others`}</RowHead>
      <Amounts table={table} amounts={amounts} share="" withPeriods={withPeriods} />
    </tr>
  );
}

type AmountsProps = Props & { amounts: ShownAmounts; share: string };

function Amounts({ table, amounts: { total, before, change, cells }, share, withPeriods }: AmountsProps) {
  const { currency, columns, compares, shares } = table;
  return (
    <>
      {columns.length > 1 && (
        <Cell className="hidden w-24 sm:table-cell">
          <Sparkline cells={cells.filter((_, index) => !columns[index]?.cut)} />
        </Cell>
      )}
      <AmountCell amount={total} currency={currency} />
      <Cell numeric className="text-muted">
        {share}
      </Cell>
      {compares && (
        <>
          <AmountCell amount={before} currency={currency} />
          <Cell numeric title={change ? exactMoney(change.amount, currency) : undefined}>
            {change && signedAmount(change.amount, currency)}
          </Cell>
          <Cell numeric className="text-muted">
            {change && ratioText(change)}
          </Cell>
        </>
      )}
      {withPeriods &&
        columns.map(({ start }, index) => (
          <AmountCell key={start} amount={cells[index] ?? null} currency={currency} isShare={shares} />
        ))}
    </>
  );
}

type AmountProps = { amount: string | null; currency: string; isShare?: boolean };

/** A name without charges in a period has nothing there; that is not a zero. */
function AmountCell({ amount, currency, isShare = false }: AmountProps) {
  if (amount === null) return <Cell numeric />;
  if (isShare) return <Cell numeric>{percent(Number(amount))}</Cell>;
  return (
    <Cell numeric title={exactMoney(amount, currency)}>
      {amountOnly(amount, currency)}
    </Cell>
  );
}
