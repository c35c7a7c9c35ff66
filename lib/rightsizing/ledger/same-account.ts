import { type Sql, sql } from "../../db/sql";

/** The row `account` is this one: one id may name another thing elsewhere. A bill that names no account is of any. */
export const isSameAccount = (id: Sql): Sql =>
  sql`(account.sub_account_id is null or ${id} is null or account.sub_account_id = ${id})`;
