import type { Scope } from "../auth/scope";
import { type Sql, sql } from "../db/sql";
import type { CostRow } from "./answer";
import type { Dimension } from "./names";
import type { Reader } from "./snapshot";

/** Dimension rows are whole tuples, so an id that was renamed has several: which one was charged last is asked then. */
type Named = { table: Sql; id: Sql; name: Sql; lastCharged: Sql };

export const named: Partial<Record<Dimension, Named>> = {
  subAccount: {
    table: sql`dim_account`,
    id: sql`sub_account_id`,
    name: sql`sub_account_name`,
    lastCharged: sql`(select max(day) from rollup_day where rollup_day.account_id = tuple.id)`,
  },
  billingAccount: {
    table: sql`dim_account`,
    id: sql`billing_account_id`,
    name: sql`billing_account_name`,
    lastCharged: sql`(select max(day) from rollup_day where rollup_day.account_id = tuple.id)`,
  },
  resource: {
    table: sql`dim_resource`,
    id: sql`resource_id`,
    name: sql`resource_name`,
    lastCharged: sql`(select max(month) from rollup_month where rollup_month.resource_id = tuple.id)`,
  },
  region: { table: sql`dim_region`, id: sql`region_id`, name: sql`region_name`, lastCharged: sql`null::date` },
  commitment: {
    table: sql`dim_commitment`,
    id: sql`commitment_discount_id`,
    name: sql`commitment_discount_name`,
    lastCharged: sql`null::date`,
  },
};

export type Labels = Partial<Record<Dimension, Record<string, string>>>;

/** The newest name of every id that the rows mention. */
export async function labelsOf(read: Reader, scope: Scope, groupBy: Dimension[], rows: CostRow[]): Promise<Labels> {
  const labels: Labels = {};
  for (const dimension of groupBy) {
    const shape = named[dimension];
    if (!shape) continue;
    const ids = new Set<string>();
    let last: CostRow["keys"] | null = null;
    for (const { keys } of rows) {
      // Rows of one name follow each other and share its keys.
      if (keys !== last && keys[dimension] != null) ids.add(keys[dimension]);
      last = keys;
    }
    if (ids.size === 0) continue;
    const names = await read.tuples<[string, string]>(newestNames(scope, shape, [...ids]));
    labels[dimension] = Object.fromEntries(names);
  }
  return labels;
}

function newestNames(scope: Scope, { table, id, name, lastCharged }: Named, ids: string[]): Sql {
  return sql`
    select distinct on (id) id, name
    from (
      select tuple.${id} as id, tuple.${name} as name, tuple.id as first_seen,
             case when count(*) over (partition by tuple.${id}) > 1 then ${lastCharged} end as last_charged
      from ${table} tuple
      where tuple.workspace_id = ${scope.workspaceId}::uuid
        and tuple.${id} = any(${ids}::text[])
        and tuple.${name} is not null
    ) named
    order by id, last_charged desc nulls last, first_seen desc`;
}
