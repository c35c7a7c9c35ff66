import Link from "next/link";
import { ratioText } from "@/components/change-text";
import { amountOnly, exactMoney, percent, signedAmount } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { type Breakdown, type BreakdownRow, restOf } from "@/lib/query/breakdown";
import { dimensionLabel } from "@/lib/query/names";
import type { CostQuery } from "@/lib/query/spec";
import { narrowed } from "./drill";
import { type ExploreView, exploreHref } from "./href";

type Props = { breakdown: Breakdown; query: CostQuery; view: ExploreView };

const FEW = 20;
/** More rows than anyone reads: the page stays quick, and filters find the rest. */
const MANY = 500;

/** One row for each name; what is left out is summed in a row that opens. */
export function BreakdownTable({ breakdown, query, view }: Props) {
  const { currency, rows, total } = breakdown;
  const limit = view.rows === "all" ? MANY : FEW;
  const shown = rows.length <= limit + 1 ? rows : rows.slice(0, limit);
  const compares = breakdown.change !== null;
  const heading = query.groupBy.map(dimensionLabel).join(" · ") || "Everything";
  return (
    <Table caption={`${heading}: amounts in ${currency}`}>
      <thead>
        <tr>
          <HeadCell>{heading}</HeadCell>
          <HeadCell numeric>{currency}</HeadCell>
          <HeadCell numeric>Share</HeadCell>
          {compares && <HeadCell numeric>Before</HeadCell>}
          {compares && <HeadCell numeric>Change</HeadCell>}
          {compares && <HeadCell numeric>%</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <Row key={row.id} row={row} currency={currency} query={query} view={view} />
        ))}
        {shown.length < rows.length && <RestRow breakdown={breakdown} shown={shown} query={query} view={view} />}
      </tbody>
      <tfoot>
        <tr>
          <RowHead>Total</RowHead>
          <AmountCell amount={total} currency={currency} />
          <Cell />
          {breakdown.before !== null && <AmountCell amount={breakdown.before} currency={currency} />}
          {breakdown.change && <Cell numeric>{signedAmount(breakdown.change.amount, currency)}</Cell>}
          {breakdown.change && <Cell numeric>{ratioText(breakdown.change)}</Cell>}
        </tr>
      </tfoot>
    </Table>
  );
}

type RowProps = Pick<Props, "query" | "view"> & { row: BreakdownRow; currency: string };

function Row({ row, currency, query, view }: RowProps) {
  const { keys, label, amount, share, before, change } = row;
  const inside = narrowed(query, keys);
  return (
    <tr>
      <RowHead className="max-w-72 md:max-w-none">
        {inside ? (
          <Link href={exploreHref(inside, view)} className="hover:text-accent hover:underline">
            {label}
          </Link>
        ) : (
          label
        )}
      </RowHead>
      <AmountCell amount={amount} currency={currency} />
      <Cell numeric className="text-muted">
        {share === null ? "" : percent(share)}
      </Cell>
      {before !== null && <AmountCell amount={before} currency={currency} />}
      {change && <Cell numeric>{signedAmount(change.amount, currency)}</Cell>}
      {change && (
        <Cell numeric className="text-muted">
          {ratioText(change)}
        </Cell>
      )}
    </tr>
  );
}

type RestProps = Props & { shown: BreakdownRow[] };

function RestRow({ breakdown, shown, query, view }: RestProps) {
  const { currency, rows, change } = breakdown;
  const rest = restOf(rows.slice(shown.length));
  const isAll = view.rows === "all";
  return (
    <tr>
      <RowHead>
        {isAll ? (
          `Other (${rest.count}), filter to see them`
        ) : (
          <Link href={exploreHref(query, { ...view, rows: "all" })} scroll={false} className="text-link">
            {`Other (${rest.count}), show all`}
          </Link>
        )}
      </RowHead>
      <AmountCell amount={rest.amount} currency={currency} />
      <Cell />
      {change && <AmountCell amount={rest.before} currency={currency} />}
      {change && <Cell numeric>{signedAmount(rest.change, currency)}</Cell>}
      {change && <Cell />}
    </tr>
  );
}

function AmountCell({ amount, currency }: { amount: string; currency: string }) {
  return (
    <Cell numeric title={exactMoney(amount, currency)}>
      {amountOnly(amount, currency)}
    </Cell>
  );
}
