import { sql } from "../../db/sql";

/** What a provider stated, of rows of control_total by slice and currency: of the whole, else of its days together. */
export const statedSums = sql`
  coalesce(sum(total.amount) filter (where total.day is null), sum(total.amount)) as amount,
  bool_or(total.estimated) as estimated, max(total.day) filter (where total.amount <> 0) as through`;
