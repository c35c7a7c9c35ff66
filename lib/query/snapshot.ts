import { Client, DatabaseError, type PoolClient, type QueryConfig, type QueryResultRow } from "pg";
import { databaseUrl, pool } from "../db/pool";
import { type Sql, sql } from "../db/sql";
import { DomainError } from "../errors";
import { logError } from "../log";
import { type Asking, Cancelled, Meter } from "./asking";

/** Runs one statement inside the snapshot; rows as objects, or as plain arrays in the order of the columns. */
export type Reader = {
  rows: <Row extends QueryResultRow>(statement: Sql) => Promise<Row[]>;
  tuples: <Row extends unknown[]>(statement: Sql) => Promise<Row[]>;
  /** Where somebody watches how far the answer is. */
  meter?: Meter;
};

const SECONDS = 20;

// Read only: whatever a question turns into, it cannot change the ledger. Hash tables of a large grouping should not
// spill. Starting a second process costs more than it saves on a rollup.
const settings = (seconds: number) => `
  begin isolation level repeatable read read only;
  set local statement_timeout = ${Math.round(seconds * 1000)};
  set local work_mem = '64MB';
  set local max_parallel_workers_per_gather = 0`;

/** For a scan of the fact, which gains from more processes. */
export const inParallel = sql`set local max_parallel_workers_per_gather = 2`;

/** For work in the background, where nobody waits for the answer. */
export const unhurried = sql`set local statement_timeout = '10min'`;

/**
 * All statements of one answer see the same data, even while an import commits; an abort cancels them in Postgres, and
 * so does the time that each may take.
 */
export async function inSnapshot<Answer>(
  work: (read: Reader) => Promise<Answer>,
  asking: Asking = {},
  seconds = SECONDS,
): Promise<Answer> {
  const client = await pool().connect();
  const started = performance.now();
  const cancelling = cancelledBy(asking.signal, client);
  let broken: Error | undefined;
  try {
    await client.query(settings(seconds));
    if (asking.name) await client.query("select set_config('application_name', $1, true)", [asking.name]);
    const answer = await work(readerOf(client, asking));
    await client.query("commit");
    return answer;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw refusalOf(error, { seconds, took: (performance.now() - started) / 1000 });
  } finally {
    // A cancel that is still on its way must not meet the next question of this connection.
    if (await cancelling.ended()) broken ??= new Cancelled();
    client.release(broken);
  }
}

function readerOf(client: PoolClient, { signal, progress }: Asking): Reader {
  const run = async <Row extends QueryResultRow>(config: QueryConfig): Promise<Row[]> => {
    if (signal?.aborted) throw new Cancelled();
    return (await client.query<Row>(config)).rows;
  };
  return {
    ...(progress && { meter: new Meter(progress) }),
    rows: ({ text, values }) => run({ text, values }),
    tuples: async <Row extends unknown[]>({ text, values }: Sql) => {
      const rows: unknown[] = await run({ text, values, rowMode: "array" } as QueryConfig);
      return rows as Row[];
    },
  };
}

/** Cancels the backend of a client when the signal says so; `ended` tells whether it came to that. */
function cancelledBy(signal: AbortSignal | undefined, client: PoolClient): { ended: () => Promise<boolean> } {
  let cancel: Promise<void> | null = null;
  const start = () => {
    cancel = cancelBackend(client);
  };
  signal?.addEventListener("abort", start, { once: true });
  return {
    ended: async () => {
      signal?.removeEventListener("abort", start);
      await cancel;
      return cancel !== null;
    },
  };
}

// By a connection of its own: when the pool is full of slow questions, cancelling one is what helps.
async function cancelBackend(client: PoolClient): Promise<void> {
  const { processID } = client as PoolClient & { processID?: number };
  const other = new Client({ connectionString: databaseUrl(), application_name: "outlay cancel" });
  try {
    await other.connect();
    await other.query("select pg_cancel_backend($1)", [processID]);
  } catch (error) {
    // The statement then ends by its own time limit.
    logError(error, { where: "cancel" });
  } finally {
    await other.end().catch(() => {});
  }
}

const CANCELLED = "57014";

/** Postgres has one code for a statement that took too long and for one that somebody cancelled. */
function refusalOf(error: unknown, { seconds, took }: { seconds: number; took: number }): unknown {
  if (!(error instanceof DatabaseError) || error.code !== CANCELLED) return error;
  if (took < seconds) return new Cancelled();
  return new DomainError(
    "too_large",
    `This question takes longer than ${seconds} seconds: shorten the period, filter, or group by fewer dimensions.`,
    { cause: error },
  );
}
