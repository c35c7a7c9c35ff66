import { sql } from "../db/sql";

/** Whom a message goes to: an address, or a channel by the name that it has now. For any `outbox`. */
export const toldName = sql`coalesce(
  (select named.kind::text || ':' || named.name from channel named where named.id = outbox.channel_id), outbox.recipient)`;
