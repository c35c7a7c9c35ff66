import Link from "next/link";
import { money } from "../format";
import type { ColumnSeries } from "./column-data";

/** Opens "Other": the largest of the names in it, each a way to it alone. */
export function OtherNames({ series, currency }: { series: ColumnSeries[]; currency: string }) {
  const other = series.find(({ members }) => members !== undefined);
  if (!other?.members) return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="cursor-pointer py-1 text-muted hover:text-ink">{`What is in ${other.label}`}</summary>
      <ul className="max-h-64 overflow-y-auto">
        {other.members.map(({ id, label, total, href }) => (
          <li key={id} className="flex gap-3 py-1">
            <span className="min-w-0 flex-1 truncate" title={label}>
              {href ? (
                <Link href={href} scroll={false} className="hover:text-accent hover:underline">
                  <bdi>{label}</bdi>
                </Link>
              ) : (
                <bdi>{label}</bdi>
              )}
            </span>
            <span className="tabular text-muted">{money(total, currency)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
