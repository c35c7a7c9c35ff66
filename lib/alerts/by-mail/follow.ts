import { dayName } from "../../budgets/period-name";
import { sql } from "../../db/sql";
import { inTransaction, type Run } from "../../db/transaction";
import { DomainError } from "../../errors";
import { addDays, dayOf } from "../../focus/period";
import { noticeToAdmins } from "../../notify/notices";
import { type MailPreference, setPreference } from "../../notify/preference";
import { actOnAlert } from "../act";
import { type Linked, linkedBy, readerScope } from "./linked";
import { alreadyDone, namesOf } from "./offer";

const SNOOZE_DAYS = 7;

/** Does what a link is for and says what was done; done before, it says that and changes nothing. */
export async function followLink(token: string, now: Date): Promise<string> {
  const linked = await linkedBy(token, now);
  const done = alreadyDone(linked, now);
  if (done !== null) return done;
  return await deeds[linked.claims.purpose](linked, now);
}

/** The button that a mail client shows for lists (RFC 8058); pressed again it changes nothing. */
export async function unsubscribe(token: string, now: Date): Promise<void> {
  const linked = await linkedBy(token, now);
  if (linked.claims.purpose !== "unsubscribe") throw notForThat();
  if (!linked.isRefused) await refuse(linked, now);
}

export async function subscribeAgain(token: string, now: Date): Promise<string> {
  const { claims, about } = await linkedBy(token, now);
  if (claims.purpose !== "unsubscribe") throw notForThat();
  const ids = about.map(({ id }) => id);
  await inTransaction(async (run) => {
    await run(sql`delete from mail_refusal where budget_id = any(${ids}::uuid[]) and address = ${claims.recipient}`);
  });
  return `You get mails about ${namesOf(about)} again.`;
}

/** Readers without an account say here how they want their mails; the link proves that the address is theirs. */
export async function setPreferenceByMail(token: string, wanted: MailPreference, now: Date): Promise<void> {
  const { claims, workspaceId } = await linkedBy(token, now);
  if (claims.purpose !== "unsubscribe") throw notForThat();
  await setPreference({ workspaceId, address: claims.recipient }, wanted, now);
}

const deeds: Record<Linked["claims"]["purpose"], (linked: Linked, now: Date) => Promise<string>> = {
  acknowledge: async (linked, now) => {
    await actOnAlert(await readerScope(linked), linked.alertId, { action: "acknowledge" }, now);
    return "Acknowledged. Everybody sees that you know of it.";
  },
  snooze: async (linked, now) => {
    await actOnAlert(await readerScope(linked), linked.alertId, { action: "snooze", days: SNOOZE_DAYS }, now);
    return `Snoozed until ${dayName(addDays(dayOf(now), SNOOZE_DAYS))}.`;
  },
  not_mine: async (linked, now) => await inTransaction(async (run) => await handOver(run, linked, now)),
  unsubscribe: async (linked, now) => {
    await refuse(linked, now);
    return `You get no more mails about ${namesOf(linked.about)}.`;
  },
};

async function handOver(run: Run, { claims, budget, alertId, workspaceId }: Linked, now: Date): Promise<string> {
  const { recipient } = claims;
  const wasOwner = budget.owner === recipient;
  await run(sql`
    update budget set owner = nullif(owner, ${recipient}), escalation = nullif(escalation, ${recipient}),
      recipients = array_remove(recipients, ${recipient}), updated_at = ${now}
    where id = ${budget.id}::uuid`);
  await run(stopWaiting(budget.id, recipient, "The reader said that this budget is not theirs."));
  const text = wasOwner ? "Not mine: the budget has no owner now." : "Not mine: taken off those who are told.";
  await run(sql`
    insert into alert_event (alert_id, kind, actor, at, text)
    values (${alertId}::uuid, 'commented', ${recipient}, ${now}, ${text})`);
  if (!wasOwner) return `You are not told about ${budget.name} any more.`;
  const notice = {
    subject: `${budget.name} has no owner`,
    sentence: `${recipient} says that the budget ${budget.name} is not theirs, so nobody owns it now.`,
    lines: ["Until it has an owner, only its other recipients are told when it runs over."],
    link: { label: "Choose an owner", path: `/budgets/${budget.id}` },
  };
  await run(noticeToAdmins(workspaceId, `owner ${alertId} ${recipient}`, notice));
  return `You do not own ${budget.name} any more. The admins are asked to find another owner.`;
}

async function refuse({ claims, about }: Linked, now: Date): Promise<void> {
  await inTransaction(async (run) => {
    for (const { id } of about) {
      await run(sql`
        insert into mail_refusal (budget_id, address, since) values (${id}::uuid, ${claims.recipient}, ${now})
        on conflict do nothing`);
      await run(stopWaiting(id, claims.recipient, "The reader asked for no more mails about this budget."));
    }
  });
}

const stopWaiting = (budgetId: string, recipient: string, reason: string) => sql`
  update outbox set state = 'suppressed', reason = ${reason}, next_try_at = null, updated_at = now()
  where budget_id = ${budgetId}::uuid and recipient = ${recipient} and state in ('queued', 'deferred')`;

const notForThat = () => new DomainError("forbidden", "This link is for something else.");
