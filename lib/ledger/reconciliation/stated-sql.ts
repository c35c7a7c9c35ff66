import { type Sql, sql } from "../../db/sql";

/** What a provider stated, of rows of control_total by slice and currency: of the whole, else of its days together. */
export const statedSums = sql`
  coalesce(sum(total.amount) filter (where total.day is null), sum(total.amount)) as amount,
  bool_or(total.estimated) as estimated, max(total.day) filter (where total.amount <> 0) as through`;

/** A summary that was set aside for an export, as far as its days and providers go. */
export function standsBehind(summary: Sql, ledger: Sql): Sql {
  return sql`${summary}.workspace_id = ${ledger}.workspace_id and ${summary}.state = 'superseded'
    and ${summary}.period_start < ${ledger}.period_end and ${summary}.period_end > ${ledger}.period_start
    and (cardinality(${ledger}.providers) = 0 or cardinality(${summary}.providers) = 0
      or ${ledger}.providers && ${summary}.providers)`;
}
