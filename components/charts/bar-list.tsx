import Link from "next/link";
import { exactMoney, money, percent } from "../format";
import { type Mark, swatch } from "./palette";

export type BarRow = {
  id: string;
  label: string;
  amount: string;
  share: number | null;
  mark: Mark;
  /** Where this name is looked at alone. */
  href?: string | undefined;
};

/** Names with their amounts, each bar its part of the whole; drawn on the server. */
export function BarList({ rows, currency, label }: { rows: BarRow[]; currency: string; label: string }) {
  const sizes = rows.map(({ amount }) => Math.abs(Number(amount)));
  const whole = sizes.reduce((sum, size) => sum + size, 0) || 1;
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {rows.map(({ id, label: name, amount, share, mark, href }) => (
        <li key={id} className="text-sm">
          <div className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 truncate" title={name}>
              {href ? (
                <Link href={href} className="hover:text-accent hover:underline">
                  {name}
                </Link>
              ) : (
                name
              )}
            </span>
            <span className="tabular flex shrink-0 gap-3">
              <span title={exactMoney(amount, currency)}>{money(amount, currency)}</span>
              <span className="w-14 text-right text-muted">{share === null ? "" : percent(share)}</span>
            </span>
          </div>
          <div aria-hidden className="mt-1.5 h-1 rounded-full bg-hover">
            <div
              className="h-full min-w-0.5 rounded-full"
              style={{ width: `${(Math.abs(Number(amount)) / whole) * 100}%`, background: swatch(mark) }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
