"use client";

import { useEffect, useRef } from "react";
import { CostRow } from "./cost-row";
import type { ShownTable } from "./shown-table";
import { TableFrame } from "./table-frame";
import { useRows } from "./use-rows";
import { ROW, useRowsInSight } from "./use-rows-in-sight";

/** Only the rows that one looks at are on the page, and only those near them have come from the server. */
export function LongTable({ table, withPeriods }: { table: ShownTable; withPeriods: boolean }) {
  const { columns, compares, shown } = table;
  const frame = useRef<HTMLElement>(null);
  const { rowAt, need, failed } = useRows(table);
  const [from, to] = useRowsInSight(frame, shown);
  useEffect(() => need(from, to - 1));
  const width = 4 + (compares ? 3 : 0) + (withPeriods ? columns.length : 0);
  return (
    <>
      {failed && (
        <p role="alert" className="mb-2 text-muted text-sm">
          Some rows could not be fetched. Scroll to ask for them again.
        </p>
      )}
      <TableFrame table={table} withPeriods={withPeriods} frame={frame}>
        <Spacer height={from * ROW} width={width} />
        {Array.from({ length: to - from }, (_, place) => {
          const index = from + place;
          const row = rowAt(index);
          if (!row) return <Awaited key={index} place={index + 2} width={width} />;
          return <CostRow key={row.id} row={row} place={index + 2} table={table} withPeriods={withPeriods} />;
        })}
        <Spacer height={(shown - to) * ROW} width={width} />
      </TableFrame>
    </>
  );
}

function Awaited({ place, width }: { place: number; width: number }) {
  return (
    <tr aria-rowindex={place} aria-busy>
      <td colSpan={width} className="border-line border-b px-3" style={{ height: ROW }}>
        <span className="block h-3 w-48 rounded-sm bg-hover" />
      </td>
    </tr>
  );
}

function Spacer({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={width} style={{ height, padding: 0 }} />
    </tr>
  );
}
