import Link from "next/link";
import { count } from "@/components/format";
import { classNames } from "@/components/ui/class-names";
import type { VerdictCount } from "@/lib/rightsizing/list/overview";
import { type Verdict, verdictLabels } from "@/lib/rightsizing/words";

type Props = { counts: VerdictCount[]; current: Verdict | null };

/** How many resources came to which verdict; each narrows the table. */
export function VerdictFilter({ counts, current }: Props) {
  const sums = new Map<Verdict, number>();
  for (const { verdict, count: many } of counts) sums.set(verdict, (sums.get(verdict) ?? 0) + many);
  if (sums.size === 0) return null;
  const all = [...sums.values()].reduce((sum, many) => sum + many, 0);
  const items = [
    { href: "/rightsizing/resources", label: "All", many: all, isCurrent: current === null },
    ...[...sums]
      .sort(([, one], [, other]) => other - one)
      .map(([verdict, many]) => ({
        href: `/rightsizing/resources?verdict=${verdict}`,
        label: verdictLabels[verdict],
        many,
        isCurrent: current === verdict,
      })),
  ];
  return (
    <nav aria-label="Verdicts" className="mb-4 flex flex-wrap gap-2">
      {items.map(({ href, label, many, isCurrent }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={isCurrent ? "true" : undefined}
          className={classNames(
            "rounded-full border px-3 py-1 text-sm",
            isCurrent ? "border-accent text-accent" : "border-line text-muted hover:text-ink",
          )}
        >
          {label} <span className="tabular text-faint">{count(many)}</span>
        </Link>
      ))}
    </nav>
  );
}
