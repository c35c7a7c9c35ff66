import { dayName } from "../../budgets/period-name";
import { dayOf } from "../../focus/period";
import { type Linked, linkedBy } from "./linked";

/** What a link would do. Whatever opens it, a reader or a scanner, changes nothing by that. */
export type Offer = {
  purpose: Linked["claims"]["purpose"];
  recipient: string;
  workspaceId: string;
  budget: { id: string; name: string };
  period: string;
  reason: string;
  /** The question above the button. */
  title: string;
  /** What happens when the button is pressed. */
  consequence: string;
  button: string;
  /** It was done before, or cannot be done any more: there is no button then. */
  done: string | null;
  /** Of unsubscribing: the reader gets no mails about this budget now. */
  isRefused: boolean;
};

export async function linkOffer(token: string, now: Date): Promise<Offer> {
  const linked = await linkedBy(token, now);
  const { claims, workspaceId, budget, period, reason, isRefused } = linked;
  return {
    purpose: claims.purpose,
    recipient: claims.recipient,
    workspaceId,
    budget: { id: budget.id, name: budget.name },
    period,
    reason,
    ...words[claims.purpose](linked),
    done: alreadyDone(linked, now),
    isRefused,
  };
}

type Words = (linked: Linked) => Pick<Offer, "title" | "consequence" | "button">;

const words: Record<Offer["purpose"], Words> = {
  acknowledge: ({ budget }) => ({
    title: `Acknowledge the alert about ${budget.name}`,
    consequence: "Everybody sees that you know of it, and it is not escalated.",
    button: "Acknowledge",
  }),
  snooze: ({ budget }) => ({
    title: `Snooze the alert about ${budget.name}`,
    consequence: "It leaves the list of open alerts for 7 days and is not escalated in that time.",
    button: "Snooze 7 days",
  }),
  not_mine: ({ budget, claims }) => ({
    title: `${budget.name} is not yours?`,
    consequence:
      budget.owner === claims.recipient
        ? "You stop being its owner and get no more mails about it. The admins are asked to find another owner."
        : "You are taken off the people who are told about it. Its owner sees that in the alert.",
    button: "It is not mine",
  }),
  unsubscribe: ({ about }) => ({
    title: `No more mails about ${namesOf(about)}`,
    consequence:
      about.length > 1
        ? "You get no more mails about these budgets, whatever happens to them. Other budgets are not touched."
        : "You get no more mails about this budget, whatever happens to it. Other budgets are not touched.",
    button: about.length > 1 ? "No more mails about them" : "No more mails about it",
  }),
};

/** A few by name, many by number. */
export function namesOf(about: Linked["about"]): string {
  const names = about.map(({ name }) => name);
  return names.length > 3 ? `${names.length} budgets` : new Intl.ListFormat("en").format(names);
}

/** Says so when there is nothing to do, so that a link used twice does no harm and no wonder. */
export function alreadyDone(linked: Linked, now: Date): string | null {
  const { claims, state, isRefused, budget, about } = linked;
  const { recipient } = claims;
  if (claims.purpose === "unsubscribe") return isRefused ? refused(about) : null;
  if (claims.purpose === "not_mine") {
    const told = [budget.owner, budget.escalation, ...budget.recipients];
    return told.includes(recipient) ? null : "You are not among those who are told about this budget.";
  }
  if (state === "resolved" || state === "retracted") return `This alert is ${state} already.`;
  if (state === "superseded") return "A more urgent alert about this budget has taken the place of this one.";
  return claims.purpose === "acknowledge" ? acknowledged(linked) : snoozed(linked, now);
}

const refused = (about: Linked["about"]) =>
  about.length > 1 ? `You get no mails about ${namesOf(about)}.` : "You get no mails about this budget.";

function acknowledged({ state, events }: Linked): string | null {
  const event = events.find(({ kind }) => kind === "acknowledged");
  if (state !== "acknowledged" || !event) return null;
  return `${event.actor} has acknowledged it on ${dayName(dayOf(event.at))}.`;
}

/** One link snoozes once: pressed again after a week it must not hide the alert for another one. */
function snoozed({ state, snoozedUntil, events, claims }: Linked, now: Date): string | null {
  if (state === "snoozed" && snoozedUntil && snoozedUntil > now) {
    return `It is snoozed until ${dayName(dayOf(snoozedUntil))} already.`;
  }
  const own = events.find(({ kind, actor }) => kind === "snoozed" && actor === claims.recipient);
  return own ? `You snoozed it on ${dayName(dayOf(own.at))}. To snooze it again, sign in and open it.` : null;
}
