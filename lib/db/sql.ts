import type { QueryResultRow } from "pg";
import statement, { join as joined, empty as nothing, type Sql as Statement } from "sql-template-tag";
import { pool } from "./pool";

/** A statement whose values travel as parameters; text comes only from our own source code. */
export type Sql = Statement;
export const sql = statement;
export const join = joined;
export const empty = nothing;

/** Runs one statement outside any transaction and gives its rows. */
export async function rowsOf<Row extends QueryResultRow>(statement: Sql): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ text: statement.text, values: statement.values });
  return rows;
}
