import Link from "next/link";
import { exactMoney, money, percent, signedMoney } from "@/components/format";
import type { NamedPart } from "@/lib/query/change/explanation";
import { dimensionLabel } from "@/lib/query/names";
import type { View } from "@/lib/query/view";
import { queryHref } from "../href";

type Props = { parts: NamedPart[]; currency: string; view: View };

/** What moved, one inside the other; each name leads to its charges. */
export function Parts({ parts, currency, view }: Props) {
  if (parts.length === 0) return <p className="text-muted text-sm">Nothing moved.</p>;
  return (
    <ul className="flex flex-col">
      {parts.map((part) => (
        <li key={`${part.dimension} ${part.label}`} className="border-line border-b py-2 last:border-b-0">
          <Line part={part} currency={currency} view={view} />
          {part.parts.length > 0 && (
            <details className="mt-1 ml-1 border-line border-l pl-4">
              <summary className="cursor-pointer py-1 text-muted text-sm hover:text-ink">{`Inside ${part.label}`}</summary>
              <Parts parts={part.parts} currency={currency} view={view} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({ part, currency, view }: { part: NamedPart; currency: string; view: View }) {
  const { label, dimension, amount, share, before, now, causes, query } = part;
  const words = causes
    .slice(0, 3)
    .map((cause) => `${cause.label.toLowerCase()} ${signedMoney(cause.amount, currency)}`)
    .join(", ");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 text-sm">
      <span className="min-w-0">
        <Link
          href={queryHref({ ...query, grain: "day", groupBy: [] }, { currency: view.currency })}
          className="font-medium hover:text-accent hover:underline"
        >
          <bdi>{label}</bdi>
        </Link>
        <span className="ml-2 text-faint text-xs">{dimensionLabel(dimension)}</span>
      </span>
      <span className="tabular text-right font-medium" title={exactMoney(amount, currency)}>
        {signedMoney(amount, currency)}
      </span>
      <span className="col-span-2 text-muted sm:col-span-1">{words}</span>
      <span className="tabular col-span-2 text-muted sm:col-span-1 sm:text-right">
        {`${money(before, currency)} to ${money(now, currency)}${share === null ? "" : `, ${percent(share)} of the change`}`}
      </span>
    </div>
  );
}
