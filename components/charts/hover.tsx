import { bucketLabel, money, percent } from "../format";
import type { ColumnData, ColumnSeries } from "./column-data";
import { swatch } from "./palette";

type Props = { data: ColumnData; shown: ColumnSeries[]; index: number };

/** Every series of one bucket, largest first, with exact amounts. */
export function Hover({ data, shown, index }: Props) {
  const bucket = data.buckets[index];
  if (!bucket) return null;
  const total = shown.length === data.series.length ? (data.totals[index] ?? null) : null;
  const lines = shown
    .map(({ id, label, mark, amounts }) => ({ id, label, mark, amount: amounts[index] ?? null }))
    .filter((line): line is typeof line & { amount: string } => line.amount !== null && Number(line.amount) !== 0)
    .sort((a, b) => Number(b.amount) - Number(a.amount));
  return (
    <div className="tabular min-w-64 max-w-96 rounded-lg border border-line bg-raised p-3 text-xs shadow-pop">
      <p className="flex items-baseline justify-between gap-4 font-medium text-ink text-sm">
        <span>{bucketLabel(bucket.start, data.grain, { yearStart: data.yearStart })}</span>
        {total !== null && <span>{money(total, data.currency)}</span>}
      </p>
      {bucket.unfinished && <p className="text-muted">Not finished: charges may still arrive</p>}
      {lines.length === 0 && <p className="mt-1 text-muted">No charges reported</p>}
      <ul className="mt-2 flex flex-col gap-1">
        {lines.map(({ id, label, mark, amount }) => (
          <li key={id} className="flex items-center gap-2">
            <span aria-hidden className="size-2.5 shrink-0 rounded-[3px]" style={{ background: swatch(mark) }} />
            <span className="min-w-0 flex-1 truncate text-muted">{label}</span>
            <span className="text-ink">{money(amount, data.currency)}</span>
            {data.shares && <span className="w-12 text-right text-ink">{shareText(amount, data.totals[index])}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function shareText(amount: string, total: string | null | undefined): string {
  return Number(total ?? 0) > 0 ? percent(Number(amount) / Number(total)) : "";
}
