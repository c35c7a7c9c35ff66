import { agoLabel, count, instantLabel, money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Looked, ShownRun } from "@/lib/rightsizing/list/overview";
import { sourceName } from "./advice-words";
import { isUnderWay } from "./savings-sentence";

type Props = { looked: Looked; now: Date };

/** When it was looked, what that cost, and what could not be read. */
export function RunNotes({ looked: { runs, isBehind }, now }: Props) {
  const last = runs.find((run) => !isUnderWay(run));
  if (!last) return null;
  return (
    <div className="mt-10">
      <Panel id="last-look" title="The last look" note={said(last, now)}>
        <div className="flex flex-col gap-4 text-sm">
          {isBehind && <p>The bill has changed since then: it is looked through again within an hour.</p>}
          {sorted(last.problems).map(([advice, alike]) => (
            <Alike key={advice} problems={alike} />
          ))}
        </div>
      </Panel>
    </div>
  );
}

const SHOWN = 2;

/** What has the same step to take stands together, however many accounts it is about. */
function sorted(problems: ShownRun["problems"]): [string, ShownRun["problems"]][] {
  const groups = new Map<string, ShownRun["problems"]>();
  for (const each of problems) {
    const key = `${each.where.split(",")[0]} ${each.advice ?? each.message}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups];
}

function Alike({ problems }: { problems: ShownRun["problems"] }) {
  const more = problems.slice(SHOWN);
  return (
    <div>
      <Messages problems={problems.slice(0, SHOWN)} />
      {more.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-accent">{`${count(more.length)} more like this`}</summary>
          <Messages problems={more} />
        </details>
      )}
      {problems[0]?.advice && <p className="mt-1 text-muted">{problems[0].advice}</p>}
    </div>
  );
}

function Messages({ problems }: { problems: ShownRun["problems"] }) {
  return (
    <ul className="flex flex-col gap-1">
      {problems.map(({ where, message }) => (
        <li key={`${where} ${message}`}>
          <span className="font-medium">{placeText(where)}</span>
          <span className="block break-words">{message}</span>
        </li>
      ))}
    </ul>
  );
}

/** "compute-optimizer, 1234, eu-west-1" with the name that people know. */
function placeText(where: string): string {
  const [source = "", ...place] = where.split(", ");
  return [sourceName(source), ...place].join(", ");
}

function said({ startedAt, finishedAt, state, inventory, resources, requests, requestCost }: ShownRun, now: Date) {
  const when = `${agoLabel(finishedAt ?? startedAt, now)} (${instantLabel(finishedAt ?? startedAt)})`;
  if (state === "failed")
    return `It was broken off ${when}. The next one is made within a day, or when you ask for it.`;
  const asked =
    requests > 0 ? ` ${count(requests)} requests went to the provider, for ${money(requestCost, "USD")}.` : "";
  if (!inventory) return `The bill was looked through ${when}; how resources are used was not read.${asked}`;
  const many = resources === 1 ? "1 resource was" : `${count(resources)} resources were`;
  return `${many} judged ${when} from the bill, inventory and metrics.${asked}`;
}
