import { sql } from "../../db/sql";

/** What was consumed, which is kept once where it is the quantity that was priced. */
export const consumed = sql`coalesce(x.consumed_quantity, case when x.consumed_as_priced then x.pricing_quantity end)`;

/** The exact costs of a row of the fact `x`. */
export const effective = sql`(x.effective * 0.0000000001 + coalesce(x.effective_rest, 0))`;
export const list = sql`(x.list * 0.0000000001 + coalesce(x.list_rest, 0))`;
