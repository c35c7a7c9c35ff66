"use client";

import { type ReactNode, useState } from "react";
import { count } from "@/components/format";
import { Button } from "@/components/ui/button";
import { CopyRows } from "./copy-rows";
import { CostRow } from "./cost-row";
import { ExportMenu } from "./export-menu";
import { LongTable } from "./long-table";
import type { ShownTable } from "./shown-table";
import { TableFrame } from "./table-frame";

/** As many rows as a page can hold without being slow. */
const PLAIN = 120;

/** Rows that are drawn only where one looks, because there may be 50,000; few ones are simply all there. */
export function CostRows({ table, children }: { table: ShownTable; children: ReactNode }) {
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
        <div className="chart-picture flex flex-wrap items-center max-sm:[&>*]:px-2 sm:gap-1">
          {columns.length > 1 && (
            <Button look="ghost" aria-pressed={periods} onClick={() => setPeriods(!periods)}>
              {`Columns by ${grain}`}
            </Button>
          )}
          <CopyRows table={table} withPeriods={withPeriods} />
          <ExportMenu search={table.search} withPeriods={withPeriods} />
        </div>
      </div>
      {table.shown > PLAIN ? (
        <LongTable key={table.search} table={table} withPeriods={withPeriods} />
      ) : (
        <TableFrame table={table} withPeriods={withPeriods}>
          {rows.map((row) => (
            <CostRow key={row.id} row={row} table={table} withPeriods={withPeriods} />
          ))}
        </TableFrame>
      )}
      {children && <div className="mt-3">{children}</div>}
    </>
  );
}

function rowCount(rows: number): string {
  return `${count(rows)} ${rows === 1 ? "row" : "rows"}`;
}
