import { agoLabel, count, instantLabel, money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { lookedAt, ShownRun } from "@/lib/rightsizing/list/overview";

type Props = { looked: Awaited<ReturnType<typeof lookedAt>>; now: Date };

/** When it was looked, what that cost, and what could not be read. */
export function RunNotes({ looked: { runs }, now }: Props) {
  const last = runs.find(({ state }) => state !== "queued" && state !== "running");
  if (!last) return null;
  return (
    <div className="mt-10">
      <Panel id="last-look" title="The last look" note={said(last, now)}>
        {last.problems.length > 0 && (
          <ul className="flex flex-col gap-3 text-sm">
            {last.problems.map(({ where, message, advice }) => (
              <li key={`${where} ${message}`}>
                <p className="font-medium">{where}</p>
                <p>{message}</p>
                {advice && <p className="text-muted">{advice}</p>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function said({ startedAt, finishedAt, state, inventory, resources, requests, requestCost }: ShownRun, now: Date) {
  const when = `${agoLabel(finishedAt ?? startedAt, now)} (${instantLabel(finishedAt ?? startedAt)})`;
  if (state === "failed") return `It was broken off ${when}; it is tried again by itself.`;
  const asked =
    requests > 0 ? ` ${count(requests)} requests went to the provider, for ${money(requestCost, "USD")}.` : "";
  const what = inventory ? "the bill, inventory and metrics" : "the bill alone: no metrics are read";
  return `${count(resources)} resources were judged ${when} from ${what}.${asked}`;
}
