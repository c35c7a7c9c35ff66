import { randomUUID } from "node:crypto";
import { publicUrl } from "../auth/public-url";
import { join, type Sql, sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";
import { env } from "../env";
import { type Batch, type Due, isAlertDue } from "./due";
import { awaitsDrivers, awaitsOthers, holdSql, withPreference } from "./hold";
import { whyNotNoticed, whyNotTold } from "./reader";
import type { Voice } from "./voice";

/** Nobody else takes a message up while its sender may still be waiting for a slow server. */
export const LEASE_MINUTES = 10;
const READERS_LOOKED_AT = 50;
const MOST_IN_A_MAIL = 40;

/** People of the demo company do not exist: what is written to them can be read in the app and stays there. */
const isDue = sql`outbox.state in ('queued', 'deferred') and outbox.channel_id is null and outbox.recipient like '%@%'
  and (outbox.next_try_at is null or outbox.next_try_at <= now())
  and exists (select from workspace where workspace.id = outbox.workspace_id and workspace.kind = 'real')
  and not ${awaitsDrivers} and not ${awaitsOthers} and ${holdSql} is null`;

/**
 * The next mail for this process to send, or null: all that waits for one reader, or again what an earlier try carried.
 * One process at a time looks at a reader, so that what belongs into one mail is not split between two.
 */
export async function takeOnMail(): Promise<Batch | null> {
  for (;;) {
    const taken = await inTransaction(takenOn);
    if (taken !== "nothing to send") return taken;
  }
}

type Reader = { workspaceId: string; recipient: string };

async function takenOn(run: Run): Promise<Batch | null | "nothing to send"> {
  const waiting = await run<Reader>(sql`
    select outbox.workspace_id as "workspaceId", outbox.recipient
    from outbox ${withPreference} where ${isDue}
    group by outbox.workspace_id, outbox.recipient
    order by min(outbox.created_at), outbox.recipient limit ${READERS_LOOKED_AT}`);
  for (const reader of waiting) {
    const key = `outlay mail ${reader.workspaceId} ${reader.recipient}`;
    const [lock] = await run<{ held: boolean }>(sql`
      select pg_try_advisory_xact_lock(hashtextextended(${key}, 726006)) as held`);
    if (!lock?.held) continue;
    const rows = await rowsFor(run, reader);
    if (rows.length === 0) continue;
    const told = await stillToTell(run, reader, rows);
    return told.length === 0 ? "nothing to send" : await leased(run, reader, told);
  }
  return null;
}

type Row = Due & {
  messageId: string | null;
  attempts: number;
  triedFor: number;
  locale: string | null;
  timeZone: string;
};

async function rowsFor(run: Run, { workspaceId, recipient }: Reader): Promise<Row[]> {
  const rows = await run<Row>(sql`
    select outbox.id, outbox.message::text, outbox.alert_id as "alertId", outbox.budget_id as "budgetId",
      outbox.payload, outbox.message_id as "messageId", outbox.attempts,
      coalesce(extract(epoch from now() - outbox.first_try_at), 0)::float8 as "triedFor",
      preference.locale, coalesce(preference.time_zone, 'UTC') as "timeZone"
    from outbox ${withPreference}
    where outbox.workspace_id = ${workspaceId}::uuid and outbox.recipient = ${recipient} and ${isDue}
    order by outbox.created_at, outbox.id
    for update of outbox`);
  const [first] = rows;
  return rows.filter(({ messageId }) => messageId === first?.messageId).slice(0, MOST_IN_A_MAIL);
}

/** Rights are asked for when the mail leaves: who lost them since it was written is not told, and the row says so. */
async function stillToTell(run: Run, { recipient }: Reader, rows: Row[]): Promise<Row[]> {
  const told: Row[] = [];
  for (const row of rows) {
    const reason = isAlertDue(row)
      ? await whyNotTold(run, { address: recipient, budgetId: row.budgetId, where: row.payload.budget.where })
      : await whyNotNoticed(run, recipient);
    if (reason === null) told.push(row);
    else await run(suppressed(row.id, reason));
  }
  return told;
}

const suppressed = (id: string, reason: string): Sql => sql`
  update outbox set state = 'suppressed', reason = ${reason}, next_try_at = null, updated_at = now()
  where id = ${id}::uuid`;

async function leased(run: Run, reader: Reader, rows: Row[]): Promise<Batch> {
  const [first, ...others] = rows;
  if (!first) throw new Error("A mail without a message.");
  const { hostname } = new URL(publicUrl(env()));
  const messageId = first.messageId ?? `${others.length > 0 ? randomUUID() : first.id}@${hostname}`;
  await run(sql`
    update outbox set attempts = attempts + 1, updated_at = now(), first_try_at = coalesce(first_try_at, now()),
      next_try_at = now() + make_interval(mins => ${LEASE_MINUTES}), message_id = ${messageId}
    where id in (${join(rows.map(({ id }) => sql`${id}::uuid`))})`);
  const voice: Voice = { locale: first.locale, timeZone: first.timeZone };
  return {
    ...reader,
    messageId,
    dues: [first, ...others],
    attempts: first.attempts + 1,
    triedFor: first.triedFor,
    voice,
  };
}
