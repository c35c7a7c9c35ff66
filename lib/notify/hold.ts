import { sql } from "../db/sql";

/** More mails than this in an hour go to nobody: what comes then waits and is sent together. */
export const MOST_AN_HOUR = 6;

const zone = sql`coalesce(preference.time_zone, 'UTC')`;
const localHour = sql`extract(hour from now() at time zone ${zone})`;

const isQuiet = sql`case
  when preference.quiet_from is null or preference.quiet_to is null then false
  when preference.quiet_from < preference.quiet_to
    then ${localHour} >= preference.quiet_from and ${localHour} < preference.quiet_to
  else ${localHour} >= preference.quiet_from or ${localHour} < preference.quiet_to end`;

const written = sql`(outbox.created_at at time zone ${zone})`;

/** The next time after the message was written that the reader's clock showed the hour of the digest. */
const digestAt = sql`((date_trunc('day', ${written}) + make_interval(hours => preference.digest_hour)
  + case when extract(hour from ${written}) >= preference.digest_hour then interval '1 day' else interval '0' end)
  at time zone ${zone})`;

const sentInAnHour = sql`(select count(distinct other.message_id) from outbox other
  where other.workspace_id = outbox.workspace_id and other.recipient = outbox.recipient
    and other.sent_at > now() - interval '1 hour')`;

/**
 * Why a mail that is due is not sent yet: `quiet`, `digest` or `rate`; null when nothing holds it. A mail that was tried
 * before may have arrived, so only the night holds it back; what admins must know waits for no digest. The times are
 * the database's, so clocks that differ change nothing. For `from outbox left join mail_preference preference`.
 */
export const holdSql = sql`case
  when ${isQuiet} then 'quiet'
  when outbox.message_id is not null or outbox.message = 'notice' then null
  when preference.digest_hour is not null and now() < ${digestAt} then 'digest'
  when ${sentInAnHour} >= ${MOST_AN_HOUR} then 'rate' end`;

/** Messages wait so long for what drives their alert; then they leave without. The time is the database's. */
export const DRIVERS_PATIENCE = "10 minutes";
/** A mail waits so long for what drives the other alerts of its reader, so that one load is one mail. */
const OTHERS_PATIENCE = "40 seconds";

/** What drives its alert is still being found. For any `outbox`. */
export const awaitsDrivers = sql`exists (select from alert
  where alert.id = outbox.alert_id and alert.drivers_awaited_until > now())`;

/** An alert whose messages wait no longer than until then holds up no other mail of its readers. */
export const othersWaitUntil = sql`now() + (${DRIVERS_PATIENCE}::interval - ${OTHERS_PATIENCE}::interval)`;

/** What drives another alert of its reader is still being found. For any `outbox`; what was tried before waits for none. */
export const awaitsOthers = sql`(outbox.channel_id is null and outbox.message_id is null and outbox.message <> 'notice'
  and exists (select from alert join outbox other on other.alert_id = alert.id
    where alert.workspace_id = outbox.workspace_id and other.recipient = outbox.recipient
      and other.state in ('queued', 'deferred')
      and alert.drivers_awaited_until > ${othersWaitUntil}))`;

export const withPreference = sql`left join mail_preference preference
  on preference.workspace_id = outbox.workspace_id and preference.address = outbox.recipient`;
