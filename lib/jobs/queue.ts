import { WAKE_CHANNEL } from "../db/data-changed";
import { rowsOf, sql } from "../db/sql";

/** Tells every worker that a run is waiting. Nothing is lost without it: workers also look once a minute. */
export async function wakeWorker(): Promise<void> {
  await rowsOf(sql`select pg_notify(${WAKE_CHANNEL}, '')`);
}
