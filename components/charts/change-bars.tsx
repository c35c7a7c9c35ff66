import Link from "next/link";
import type { Change } from "@/lib/query/change";
import { ratioText } from "../change-text";
import { exactMoney, money, signedMoney } from "../format";

export type ChangeRow = {
  id: string;
  label: string;
  before: string;
  now: string;
  change: Change;
  href?: string | undefined;
};

/** Names that moved: less to the left of the axis, more to the right; drawn on the server. */
export function ChangeBars({ rows, currency, label }: { rows: ChangeRow[]; currency: string; label: string }) {
  const amounts = rows.map(({ change }) => Number(change.amount));
  const least = Math.min(0, ...amounts);
  const span = Math.max(0, ...amounts) - least || 1;
  const zero = (-least / span) * 100;
  return (
    <ul aria-label={label} className="@container flex flex-col">
      {rows.map(({ id, label: name, before, now, change, href }) => {
        const wide = (Math.abs(Number(change.amount)) / span) * 100;
        const isMore = Number(change.amount) >= 0;
        return (
          <li
            key={id}
            title={`${money(before, currency)} before, ${money(now, currency)} now`}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-1.5 text-sm @lg:grid-cols-[minmax(0,1fr)_minmax(4rem,7rem)_6.5rem_4rem]"
          >
            <span className="min-w-0 truncate" title={name}>
              {href ? (
                <Link href={href} className="hover:text-accent hover:underline">
                  {name}
                </Link>
              ) : (
                name
              )}
            </span>
            <span aria-hidden className="relative order-last col-span-full h-1.5 @lg:order-none @lg:col-span-1 @lg:h-2">
              <span
                className={`absolute inset-y-0 rounded-[2px] ${isMore ? "bg-accent" : "bg-other"}`}
                style={{ left: `${isMore ? zero : zero - wide}%`, width: `max(2px, ${wide}%)` }}
              />
              <span className="-inset-y-1 absolute w-px bg-line-strong" style={{ left: `${zero}%` }} />
            </span>
            <span className="tabular text-right" title={exactMoney(change.amount, currency)}>
              {signedMoney(change.amount, currency)}
            </span>
            <span className="tabular hidden text-right text-muted @lg:block">{ratioText(change)}</span>
          </li>
        );
      })}
    </ul>
  );
}
