"use client";

import { money } from "../format";
import { classNames } from "../ui/class-names";
import type { ColumnSeries } from "./column-data";
import { swatch } from "./palette";

type Props = {
  series: ColumnSeries[];
  currency: string;
  isolated: string | null;
  isolate: (id: string | null) => void;
};

/** Largest first, with its amount; a click shows one series alone, another brings all back. */
export function Legend({ series, currency, isolated, isolate }: Props) {
  return (
    <ul aria-label="Series" className="-mx-2 grid grid-cols-1 gap-x-4 @4xl:grid-cols-1 @xl:grid-cols-2">
      {series.map(({ id, label, mark, total }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={isolated === id}
            title={isolated === id ? "Show all" : `Show ${label} alone`}
            onClick={() => isolate(isolated === id ? null : id)}
            onKeyDown={({ key }) => key === "Escape" && isolate(null)}
            className={classNames(
              "flex h-7 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-left text-sm hover:bg-hover",
              isolated === id && "bg-hover",
              isolated !== null && isolated !== id && "text-faint",
            )}
          >
            <span
              aria-hidden
              className={classNames(
                "size-2.5 shrink-0 rounded-[3px]",
                isolated !== null && isolated !== id && "opacity-30",
              )}
              style={{ background: swatch(mark) }}
            />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            <span className="tabular text-muted">{money(total, currency)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
