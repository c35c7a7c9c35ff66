import Link from "next/link";
import { exactMoney, money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Part, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { type SavingsView, savingsHref } from "./view";

type Props = { overview: SavingsOverview; view: SavingsView };

const MOST = 5;

/** Where the savings lie; each name narrows the list beneath. */
export function SavingsParts({ overview, view }: Props) {
  const groups = [
    { id: "by-team", title: "By team", parts: overview.byTeam, none: "No team", field: "team" },
    { id: "by-account", title: "By account", parts: overview.byAccount, none: "No account", field: "account" },
    { id: "by-service", title: "By service", parts: overview.byService, none: "No service", field: "service" },
  ] as const;
  if (groups.every(({ parts }) => parts.every(({ count }) => count === 0))) return <div className="mb-10" />;
  return (
    <div className="mt-10 mb-10 grid gap-x-10 gap-y-8 lg:grid-cols-3">
      {groups.map(({ id, title, parts, none, field }) => (
        <Panel key={id} id={id} title={title}>
          <ul className="flex flex-col gap-3">
            {parts
              .filter(({ count }) => count > 0)
              .slice(0, MOST)
              .map((part) => (
                <PartLine
                  key={`${part.name} ${part.currency}`}
                  part={part}
                  none={none}
                  most={Number(parts[0]?.amount ?? 1)}
                  href={savingsHref({ ...view, [field]: part.name ?? "", cursor: undefined })}
                />
              ))}
          </ul>
          <Rest parts={parts} />
        </Panel>
      ))}
    </div>
  );
}

type LineProps = { part: Part; none: string; most: number; href: string };

function PartLine({ part: { name, currency, amount }, none, most, href }: LineProps) {
  const label = name ?? none;
  return (
    <li className="text-sm">
      <div className="flex items-baseline justify-between gap-4">
        <span className="min-w-0 truncate" title={label}>
          <Link href={href} scroll={false} className="hover:text-accent hover:underline">
            {label}
          </Link>
        </span>
        <span className="tabular shrink-0" title={exactMoney(amount, currency)}>
          {money(amount, currency)}
        </span>
      </div>
      <div aria-hidden className="mt-1.5 h-1 rounded-full bg-hover">
        <div
          className="h-full min-w-0.5 rounded-full bg-accent"
          style={{ width: `${Math.min(100, (Number(amount) / (most || 1)) * 100)}%` }}
        />
      </div>
    </li>
  );
}

/** What is not shown is counted, so that nobody takes five for all. */
function Rest({ parts }: { parts: Part[] }) {
  const more = parts.filter(({ count }) => count > 0).length - MOST;
  return more > 0 ? <p className="mt-3 text-faint text-xs">{`and ${more} more`}</p> : null;
}
