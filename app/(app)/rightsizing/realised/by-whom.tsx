import { Amount } from "@/components/amount";
import { Panel } from "@/components/ui/panel";
import type { Part } from "@/lib/rightsizing/list/overview";

type Props = { byTeam: Part[]; byOwner: Part[] };

const MOST = 8;

/** Whose changes the bill shows, a month, as last measured. */
export function ByWhom({ byTeam, byOwner }: Props) {
  const groups = [
    { id: "by-team", title: "By team", none: "No team", parts: measured(byTeam) },
    { id: "by-owner", title: "By owner", none: "Nobody's", parts: measured(byOwner) },
  ].filter(({ parts }) => parts.length > 0);
  if (groups.length === 0) return null;
  return (
    <div className="mb-10 grid gap-x-10 gap-y-8 md:grid-cols-2">
      {groups.map(({ id, title, none, parts }) => (
        <Panel key={id} id={id} title={title} note="Saved a month, as last measured on the bill.">
          <ul className="flex flex-col gap-2 text-sm">
            {parts.slice(0, MOST).map(({ name, currency, realised }) => (
              <li key={`${name} ${currency}`} className="flex items-baseline justify-between gap-4">
                <span className="min-w-0 truncate" title={name ?? undefined}>
                  {name ?? none}
                </span>
                <Amount amount={realised} currency={currency} />
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function measured(parts: Part[]): Part[] {
  return parts
    .filter(({ realised }) => Number(realised) !== 0)
    .sort((one, other) => Number(other.realised) - Number(one.realised));
}
