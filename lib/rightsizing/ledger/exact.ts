import { sql } from "../../db/sql";

/** The exact costs of a row of the fact `x`. */
export const effective = sql`(x.effective * 0.0000000001 + coalesce(x.effective_rest, 0))`;
export const list = sql`(x.list * 0.0000000001 + coalesce(x.list_rest, 0))`;
