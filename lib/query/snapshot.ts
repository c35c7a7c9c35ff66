import { DatabaseError, type QueryResultRow } from "pg";
import { pool } from "../db/pool";
import { type Sql, sql } from "../db/sql";
import { DomainError } from "../errors";

/** Runs one statement inside the snapshot; rows as objects, or as plain arrays in the order of the columns. */
export type Reader = {
  rows: <Row extends QueryResultRow>(statement: Sql) => Promise<Row[]>;
  tuples: <Row extends unknown[]>(statement: Sql) => Promise<Row[]>;
};

const SECONDS = 20;

// Read only: whatever a question turns into, it cannot change the ledger. Hash tables of a large grouping should not
// spill. Starting a second process costs more than it saves on a rollup.
const settings = `
  begin isolation level repeatable read read only;
  set local statement_timeout = '${SECONDS}s';
  set local work_mem = '64MB';
  set local max_parallel_workers_per_gather = 0`;

/** For a scan of the fact, which gains from more processes. */
export const inParallel = sql`set local max_parallel_workers_per_gather = 2`;

/** All statements of one answer see the same data, even while an import commits. */
export async function inSnapshot<Answer>(work: (read: Reader) => Promise<Answer>): Promise<Answer> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query(settings);
    const answer = await work({
      rows: async <Row extends QueryResultRow>({ text, values }: Sql) =>
        (await client.query<Row>({ text, values })).rows,
      tuples: async <Row extends unknown[]>({ text, values }: Sql) =>
        (await client.query<Row>({ text, values, rowMode: "array" })).rows,
    });
    await client.query("commit");
    return answer;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw refusalOf(error);
  } finally {
    client.release(broken);
  }
}

const CANCELLED = "57014";

function refusalOf(error: unknown): unknown {
  if (!(error instanceof DatabaseError) || error.code !== CANCELLED) return error;
  return new DomainError(
    "too_large",
    `This question takes longer than ${SECONDS} seconds: shorten the period, filter, or group by fewer dimensions.`,
    { cause: error },
  );
}
