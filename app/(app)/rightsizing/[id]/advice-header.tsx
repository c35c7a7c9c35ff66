import Link from "next/link";
import { dayLabel } from "@/components/format";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { OURS, stateLabels, verdictLabels } from "@/lib/rightsizing/words";
import { resourceHref } from "../../resources/href";
import { sourceName, stateColors } from "../advice-words";

/** What to do and why, in one sentence, and which resource it is about. */
export function AdviceHeader({ card }: { card: AdviceCard }) {
  const { title, state, verdict, evidence, source } = card;
  return (
    <>
      <p className="mb-3 text-muted text-sm">
        <Link href="/rightsizing" className="hover:text-ink">
          Savings
        </Link>
      </p>
      <PageHeader
        title={title}
        lead={`${source === OURS ? verdictLabels[verdict] : `Advised by ${sourceName(source)}`}. ${evidence.reason}`}
        actions={<Status state={stateColors[state]}>{stateLabels[state]}</Status>}
      />
      <Unconfirmed card={card} />
      <dl className="mb-8 flex flex-wrap gap-x-10 gap-y-3 text-sm">
        {factsOf(card).map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Unconfirmed({ card: { unconfirmed, lastSeenAt } }: { card: AdviceCard }) {
  if (!unconfirmed) return null;
  const { why, step } = unconfirmed;
  return (
    <div className="mb-6">
      <Callout tone="warn" title={`Not confirmed since ${dayLabel(lastSeenAt.slice(0, 10))}`}>
        <p>{`${why} The figures are of that day.`}</p>
        {step && <p>{step}</p>}
      </Callout>
    </div>
  );
}

function factsOf(card: AdviceCard): [name: string, value: React.ReactNode][] {
  const { accountName, account, region, service, team, owner, dueOn, ticket } = card;
  const facts: [string, React.ReactNode][] = [aboutOf(card)];
  const rest: [string, string | null][] = [
    ["Account", accountName && account ? `${accountName} (${account})` : account],
    ["Region", region],
    ["Service", service],
    ["Team", team],
    ["Owner", owner ?? "Nobody"],
    ["Due", dueOn && dayLabel(dueOn)],
    ["Set aside", setAside(card)],
  ];
  for (const [name, value] of rest) if (value) facts.push([name, value]);
  if (ticket) {
    facts.push([
      "Ticket",
      <a key="ticket" href={ticket} rel="noreferrer" className="text-link">
        {ticket}
      </a>,
    ]);
  }
  return facts;
}

/** A commitment is no resource with a page of its own. */
function aboutOf({ kind, resourceId, resourceName, inLedger }: AdviceCard): [string, React.ReactNode] {
  if (kind === "commitment" || kind === "held commitment")
    return ["For", resourceName ?? resourceId.replace(/^purchase: /, "")];
  if (!inLedger) return ["Resource, not on the bill", resourceId];
  return [
    "Resource",
    <Link key="resource" href={resourceHref(resourceId)} className="text-link">
      {resourceId}
    </Link>,
  ];
}

function setAside({ state, snoozedUntil, dismissedBy, dismissedReason, dismissedUntil }: AdviceCard): string | null {
  if (state === "snoozed" && snoozedUntil) return `until ${dayLabel(snoozedUntil)}`;
  if (state !== "dismissed") return null;
  const until = dismissedUntil ? ` until ${dayLabel(dismissedUntil)}` : "";
  return `by ${dismissedBy ?? "somebody"}${until}: ${dismissedReason ?? "no reason given"}`;
}
