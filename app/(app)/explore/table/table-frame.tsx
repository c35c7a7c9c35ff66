import type { ReactNode, RefObject } from "react";
import { classNames } from "@/components/ui/class-names";
import { ColumnHeads } from "./column-heads";
import { OthersRow, TotalRow } from "./cost-row";
import type { ShownTable } from "./shown-table";

type Props = { table: ShownTable; withPeriods: boolean; frame?: RefObject<HTMLElement | null>; children: ReactNode };

/** Head and foot of the table; one that is long scrolls inside its frame. */
export function TableFrame({ table, withPeriods, frame, children }: Props) {
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody can scroll by keyboard
      tabIndex={0}
      aria-labelledby="explore-table"
      className={classNames("table-scroll overflow-auto", frame && "max-h-[44rem]")}
    >
      <table
        aria-rowcount={frame ? table.shown + 2 : undefined}
        className="data-table w-full border-separate border-spacing-0 text-sm"
      >
        <caption className="sr-only">{`${table.heading}: amounts in ${table.currency}`}</caption>
        <ColumnHeads table={table} withPeriods={withPeriods} />
        <tbody>{children}</tbody>
        <tfoot>
          {table.more && <OthersRow table={table} more={table.more} withPeriods={withPeriods} />}
          <TotalRow table={table} withPeriods={withPeriods} />
        </tfoot>
      </table>
    </section>
  );
}
