import Link from "next/link";
import { count } from "@/components/format";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlLook } from "@/components/ui/field";
import type { VerdictCount } from "@/lib/rightsizing/list/overview";
import { type Verdict, verdictLabels } from "@/lib/rightsizing/words";
import { type VerdictView, verdictsHref } from "./view";

type Props = { counts: VerdictCount[]; view: VerdictView };

/** How many resources came to which verdict; each narrows the table, and so does a name. */
export function VerdictFilter({ counts, view }: Props) {
  const sums = new Map<Verdict, number>();
  for (const { verdict, count: many } of counts) sums.set(verdict, (sums.get(verdict) ?? 0) + many);
  if (sums.size === 0) return null;
  const all = [...sums.values()].reduce((sum, many) => sum + many, 0);
  const items = [
    { verdict: null, label: "All", many: all },
    ...[...sums]
      .sort(([, one], [, other]) => other - one)
      .map(([verdict, many]) => ({ verdict, label: verdictLabels[verdict], many })),
  ];
  return (
    <div className="mb-4 flex flex-col gap-4">
      <form action="/rightsizing/resources" className="flex gap-2">
        {view.verdict && <input type="hidden" name="verdict" value={view.verdict} />}
        <input
          key={view.text}
          name="text"
          type="search"
          aria-label="Find by name or id"
          placeholder="Find by name or id"
          maxLength={500}
          defaultValue={view.text}
          className={`${controlLook} h-8 px-2.5 md:max-w-72`}
        />
        <Button type="submit">Find</Button>
      </form>
      <nav aria-label="Verdicts" className="flex flex-wrap gap-2">
        {items.map(({ verdict, label, many }) => (
          <Link
            key={label}
            href={verdictsHref({ ...view, verdict })}
            scroll={false}
            aria-current={view.verdict === verdict ? "true" : undefined}
            className={classNames(
              "rounded-full border px-3 py-1 text-sm",
              view.verdict === verdict ? "border-accent text-accent" : "border-line text-muted hover:text-ink",
            )}
          >
            {label} <span className="tabular text-faint">{count(many)}</span>
          </Link>
        ))}
      </nav>
    </div>
  );
}
