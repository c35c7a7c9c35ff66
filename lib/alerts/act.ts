import { z } from "zod";
import { Email } from "../auth/email";
import { requireRole, type Scope } from "../auth/scope";
import { dayName } from "../budgets/period-name";
import { sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";
import { DomainError } from "../errors";
import { dayOf } from "../focus/period";
import { alertById } from "./list";

const LONGEST_SNOOZE_DAYS = 90;
const SNOOZE = `Snooze for 1 to ${LONGEST_SNOOZE_DAYS} days.`;

const Text = z
  .string()
  .trim()
  .min(1, "Write a comment.")
  .max(4000, "A comment has at most 4,000 characters.")
  .refine((text) => !text.includes("\0"), "A comment holds a character that no text can hold.");

/** What a person does about an alert. */
export const AlertAction = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("acknowledge"), comment: Text.optional() }),
  z.strictObject({ action: z.literal("assign"), to: Email, comment: Text.optional() }),
  z.strictObject({
    action: z.literal("snooze"),
    days: z.int(SNOOZE).min(1, SNOOZE).max(LONGEST_SNOOZE_DAYS, SNOOZE).default(7),
    comment: Text.optional(),
  }),
  z.strictObject({ action: z.literal("resolve"), comment: Text.optional() }),
  z.strictObject({ action: z.literal("comment"), comment: Text }),
]);
export type AlertAction = z.output<typeof AlertAction>;

const closed = new Set(["resolved", "retracted", "superseded"]);

/** Does it and records who did. An alert that is settled takes comments alone; a repeated action changes nothing. */
export async function actOnAlert(scope: Scope, id: string, input: AlertAction, now: Date): Promise<void> {
  requireRole(scope, "editor");
  await alertById(scope, id, now);
  await inTransaction(async (run) => {
    const [alert] = await run<{ state: string }>(sql`
      select state from alert where id = ${id}::uuid and workspace_id = ${scope.workspaceId}::uuid for update`);
    if (!alert) throw new DomainError("not_found", "There is no such alert in this workspace.");
    if (input.action !== "comment" && closed.has(alert.state)) {
      if (input.action === "resolve" && alert.state === "resolved") return;
      throw new DomainError("conflict", `This alert is ${alert.state} already.`);
    }
    if (input.action === "acknowledge" && alert.state === "acknowledged") return;
    await change(run, id, input, now);
    const { kind, text } = eventOf(input, now);
    await run(sql`
      insert into alert_event (alert_id, kind, actor, at, text)
      values (${id}::uuid, ${kind}::alert_event_kind, ${scope.actor}, ${now}, ${text})`);
  });
}

async function change(run: Run, id: string, input: AlertAction, now: Date): Promise<void> {
  const where = sql`where id = ${id}::uuid`;
  switch (input.action) {
    case "acknowledge":
      await run(sql`update alert set state = 'acknowledged', snoozed_until = null ${where}`);
      return;
    case "assign":
      await run(sql`update alert set assigned_to = ${input.to} ${where}`);
      return;
    case "snooze":
      await run(sql`update alert set state = 'snoozed', snoozed_until = ${snoozedUntil(input.days, now)} ${where}`);
      return;
    case "resolve":
      await run(sql`update alert set state = 'resolved', snoozed_until = null ${where}`);
      return;
    case "comment":
      return;
  }
}

const snoozedUntil = (days: number, now: Date) => new Date(now.getTime() + days * 86_400_000);

function eventOf(input: AlertAction, now: Date): { kind: string; text: string | null } {
  const said = input.comment ?? null;
  const joined = (fact: string) => (said === null ? fact : `${fact}\n${said}`);
  switch (input.action) {
    case "acknowledge":
      return { kind: "acknowledged", text: said };
    case "assign":
      return { kind: "assigned", text: joined(`To ${input.to}.`) };
    case "snooze":
      return { kind: "snoozed", text: joined(`Until ${dayName(dayOf(snoozedUntil(input.days, now)))}.`) };
    case "resolve":
      return { kind: "resolved", text: said };
    case "comment":
      return { kind: "commented", text: said };
  }
}
