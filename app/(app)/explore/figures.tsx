import { CircleHelp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Amount } from "@/components/amount";
import { ratioText } from "@/components/change-text";
import { dayLabel, exactMoney, signedMoney } from "@/components/format";
import type { Day } from "@/lib/focus/period";
import type { Breakdown } from "@/lib/query/breakdown";
import type { CostQuery } from "@/lib/query/spec";
import { daysText } from "./period-picker";

type Props = {
  breakdown: Breakdown;
  query: CostQuery;
  /** The first day that any charge is in for. */
  begins: Day | null;
  whyHref: string;
};

/** The total to the last digit, what it is compared with, and the difference. */
export function Figures({
  breakdown: { currency, total, before, change },
  query: { period, compare },
  begins,
  whyHref,
}: Props) {
  const exact = exactMoney(total, currency);
  const isRounded = /\.\d{3,}/.test(exact);
  return (
    <div className="mb-8 flex flex-wrap gap-x-12 gap-y-4">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure
          label={daysText(period)}
          value={<Amount amount={total} currency={currency} />}
          note={isRounded && `exactly ${exact}`}
        />
        {compare && before !== null && (
          <Figure
            label={`Compared with ${daysText(compare)}`}
            value={<Amount amount={before} currency={currency} />}
            note={begins !== null && compare.from < begins && `incomplete: charges begin on ${dayLabel(begins)}`}
          />
        )}
        {change && (
          <Figure
            label="Change"
            value={<span title={exactMoney(change.amount, currency)}>{signedMoney(change.amount, currency)}</span>}
            note={ratioText(change)}
          />
        )}
      </dl>
      <div className="self-start pt-1">
        <Link href={whyHref} className="inline-flex items-center gap-1.5 text-link text-sm">
          <CircleHelp aria-hidden className="size-4" />
          Why did it change
        </Link>
      </div>
    </div>
  );
}

function Figure({ label, value, note }: { label: string; value: ReactNode; note: string | false }) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="tabular font-semibold text-2xl tracking-tight">{value}</dd>
      {note && <dd className="tabular text-muted text-sm">{note}</dd>}
    </div>
  );
}
