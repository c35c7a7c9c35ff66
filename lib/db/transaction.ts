import type { PoolClient, QueryResultRow } from "pg";
import { pool } from "./pool";
import type { Sql } from "./sql";

export type Run = <Row extends QueryResultRow>(statement: Sql) => Promise<Row[]>;

/** Statements on this connection, in whatever transaction it is. */
export function runOn(client: PoolClient): Run {
  return async <Row extends QueryResultRow>({ text, values }: Sql) => (await client.query<Row>({ text, values })).rows;
}

/** One connection, one transaction: all of its statements hold or none does. */
export async function inTransaction<Result>(work: (run: Run) => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  try {
    await client.query("begin");
    const result = await work(runOn(client));
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away; the server then rolls back by itself.
    const broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
