import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { bucketLabel } from "@/components/format";
import { HeadCell } from "@/components/ui/table";
import type { ShownTable } from "./shown-table";

type Props = { table: ShownTable; withPeriods: boolean };

/** Each head leads to the order of its column; the address keeps it. */
export function ColumnHeads({ table, withPeriods }: Props) {
  const { heading, currency, compares, columns, grain, yearStart } = table;
  return (
    <thead>
      <tr>
        <Head table={table} by="label" label={heading} />
        {columns.length > 1 && <HeadCell className="hidden w-24 sm:table-cell">Trend</HeadCell>}
        <Head table={table} by="total" label={currency} numeric />
        <HeadCell numeric>Share</HeadCell>
        {compares && <Head table={table} by="before" label="Before" numeric />}
        {compares && <Head table={table} by="change" label="Change" numeric />}
        {compares && <Head table={table} by="ratio" label="%" numeric />}
        {withPeriods &&
          columns.map(({ start }) => (
            <Head
              key={start}
              table={table}
              by={start}
              label={bucketLabel(start, grain, { form: "short", yearStart })}
              numeric
            />
          ))}
      </tr>
    </thead>
  );
}

type HeadProps = { table: ShownTable; by: string; label: string; numeric?: boolean };

function Head({ table: { sort, sortHrefs }, by, label, numeric = false }: HeadProps) {
  const isSorted = sort.by === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const direction = sort.descending ? "descending" : "ascending";
  return (
    <HeadCell numeric={numeric} aria-sort={isSorted ? direction : undefined}>
      <Link href={sortHrefs[by] ?? ""} scroll={false} className="inline-flex items-center gap-1 hover:text-ink">
        {label}
        {isSorted && <Arrow aria-hidden className="size-3" />}
      </Link>
    </HeadCell>
  );
}
