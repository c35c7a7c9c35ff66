"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { Download } from "lucide-react";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { count } from "@/components/format";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { Change } from "@/lib/query/change";
import type { Grain } from "@/lib/query/names";
import type { View } from "@/lib/query/view";
import { ColumnHeads } from "./column-heads";
import { CopyRows } from "./copy-rows";
import { CostRow, TotalRow } from "./cost-row";

type Moved = Pick<Change, "amount" | "ratio" | "kind"> | null;
type Amounts = { amount: string; before: string | null; change: Moved; cells: (string | null)[] };
export type ShownRow = Amounts & { id: string; label: string; share: number | null; href: string | undefined };

/** A table as it travels to the browser. */
export type ShownTable = {
  heading: string;
  currency: string;
  grain: Grain;
  compares: boolean;
  columns: { start: string; unfinished: boolean }[];
  rows: ShownRow[];
  total: Amounts;
  /** All rows there are, also those that were not sent. */
  count: number;
  sort: View["sort"];
  sortHrefs: Record<string, string>;
};

const ROW = 37;
/** As many rows as a page can hold without being slow. */
const PLAIN = 120;

type Props = { table: ShownTable; exports: { label: string; href: string }[]; children: ReactNode };

/** Rows that are drawn only where one looks, because there may be 50,000; few ones are simply all there. */
export function CostRows({ table, exports, children }: Props) {
  const { rows, columns, grain } = table;
  const [periods, setPeriods] = useState(false);
  const withPeriods = periods && columns.length > 1;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="explore-table" className="font-semibold text-lg">
          {`${table.heading} `}
          <span className="font-normal text-muted text-sm">{rowCount(table.count)}</span>
        </h2>
        <div className="chart-picture flex flex-wrap items-center gap-1">
          {columns.length > 1 && (
            <Button look="ghost" aria-pressed={periods} onClick={() => setPeriods(!periods)}>
              {`Columns by ${grain}`}
            </Button>
          )}
          <CopyRows table={table} />
          {exports.map(({ label, href }) => (
            <Button key={label} look="ghost" asChild>
              <a href={href} download>
                <Download aria-hidden />
                {label}
              </a>
            </Button>
          ))}
        </div>
      </div>
      {rows.length > PLAIN ? (
        <LongTable table={table} withPeriods={withPeriods} />
      ) : (
        <Frame table={table} withPeriods={withPeriods}>
          {rows.map((row) => (
            <CostRow key={row.id} row={row} table={table} withPeriods={withPeriods} />
          ))}
        </Frame>
      )}
      {children && <div className="mt-3">{children}</div>}
    </>
  );
}

type Drawn = { table: ShownTable; withPeriods: boolean };

function LongTable({ table, withPeriods }: Drawn) {
  const { rows, columns, compares } = table;
  const frame = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 1000, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const width = 4 + (compares ? 3 : 0) + (withPeriods ? columns.length : 0);
  return (
    <Frame table={table} withPeriods={withPeriods} frame={frame}>
      <Spacer height={items[0]?.start ?? 0} width={width} />
      {items.map(({ index }) => {
        const row = rows[index];
        return row && <CostRow key={row.id} row={row} place={index + 2} table={table} withPeriods={withPeriods} />;
      })}
      <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} width={width} />
    </Frame>
  );
}

type FrameProps = Drawn & { frame?: RefObject<HTMLElement | null>; children: ReactNode };

function Frame({ table, withPeriods, frame, children }: FrameProps) {
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
      tabIndex={0}
      aria-labelledby="explore-table"
      className={classNames("table-scroll overflow-auto", frame && "max-h-[44rem]")}
    >
      <table
        aria-rowcount={frame ? table.rows.length + 2 : undefined}
        className="data-table w-full border-separate border-spacing-0 text-sm"
      >
        <caption className="sr-only">{`${table.heading}: amounts in ${table.currency}`}</caption>
        <ColumnHeads table={table} withPeriods={withPeriods} />
        <tbody>{children}</tbody>
        <tfoot>
          <TotalRow table={table} withPeriods={withPeriods} />
        </tfoot>
      </table>
    </section>
  );
}

function rowCount(rows: number): string {
  return `${count(rows)} ${rows === 1 ? "row" : "rows"}`;
}

function Spacer({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={width} style={{ height, padding: 0 }} />
    </tr>
  );
}
