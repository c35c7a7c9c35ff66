import { ratioText } from "@/components/change-text";
import { ChangeBars } from "@/components/charts/change-bars";
import { dayLabel, signedMoney, spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { addDays, type Period } from "@/lib/focus/period";
import { topMovers } from "@/lib/query/overview/movers";
import type { CostQuery } from "@/lib/query/spec";
import { narrowed } from "../explore/drill";
import { queryHref } from "../explore/href";
import { OpenInExplore } from "./daily";
import { Included } from "./included";
import { chosen, type Seen } from "./view";

export async function TopMovers({ scope, frame, metric, currency }: Seen) {
  const moved = chosen(await topMovers(scope, { metric }, frame), currency);
  if (!moved) return null;
  const { movers, rest, change, query } = moved;
  const daily: CostQuery = { ...query, grain: "day" };
  const rows = movers.map(({ keys, ...row }) => {
    const inside = narrowed(daily, keys);
    return { ...row, href: inside ? queryHref(inside, { currency }) : undefined };
  });
  return (
    <Panel
      id="movers"
      title="What changed"
      note={`${days(moved.now)} against the 30 days before`}
      actions={<OpenInExplore href={queryHref(daily, { currency })} />}
    >
      {!moved.comparable && (
        <p className="mb-3 text-muted text-sm">
          {`Charges begin on ${dayLabel(frame.begins)}, so part of what looks new is only earlier data that is missing.`}
        </p>
      )}
      <ChangeBars rows={rows} currency={moved.currency} label="Services that changed most" />
      <p className="tabular mt-3 flex justify-between gap-4 border-line border-t pt-3 text-sm">
        <span className="text-muted">
          {rest.count > 0 ? `All changes, with ${rest.count} smaller ones` : "All changes"}
        </span>
        <span className="whitespace-nowrap font-medium">{`${signedMoney(change.amount, moved.currency)} (${ratioText(change)})`}</span>
      </p>
      <Included scope={scope} query={query} currency={moved.currency} />
    </Panel>
  );
}

function days({ from, to }: Period): string {
  return spanLabel(from, addDays(to, -1));
}
