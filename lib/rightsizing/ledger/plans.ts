import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { Period } from "../../focus/period";
import type { Reach } from "./reach";
import { coverableIn } from "./skus";

/** What each Savings Plan can be used for, as far as what it covered shows it; by its id. */
export type Plans = ReadonlyMap<string, Reach>;

type Row = { id: string; meter: string | null; details: string | null; region: string | null };

/**
 * AWS's bill calls all of its plans a Savings Plan. One for instances covers a single family in a single region, so one
 * that covered more, or what runs code without a machine, is for all compute; the same holds of databases.
 */
export async function widePlans({ workspaceId }: Scope, period: Period): Promise<Plans> {
  const rows = await rowsOf<Row>(sql`
    with plan as materialized (
      select id, commitment_discount_id from dim_commitment
      where workspace_id = ${workspaceId}::uuid
        and concat_ws(' ', commitment_discount_type, commitment_discount_id) ~* 'savings ?plan'
    ), covered as (
      select distinct x.commitment_id, x.sku_id, x.region_id from charge x
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      where x.commitment_id in (select id from plan)
        and x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
    )
    select distinct plan.commitment_discount_id as id, sku.sku_meter as meter, sku.sku_price_details as details,
      region.region_id as region
    from covered
    join plan on plan.id = covered.commitment_id
    join dim_sku sku on sku.id = covered.sku_id
    join dim_region region on region.id = covered.region_id`);
  const places = new Map<string, Set<string>>();
  for (const { id, region, ...sku } of rows) {
    const usage = coverableIn(sku);
    if (!usage) continue;
    const service = usage.service === "serverless" ? "instance" : usage.service;
    const place = usage.service === "serverless" ? "anywhere" : `${region} ${usage.family}`;
    const key = JSON.stringify([id, service]);
    places.set(key, (places.get(key) ?? new Set()).add(place));
  }
  return new Map(
    [...places].flatMap(([key, of]) => (of.size > 1 || of.has("anywhere") ? [wide(JSON.parse(key))] : [])),
  );
}

function wide([id, service]: [string, Reach["service"]]): [string, Reach] {
  return [id, { service: service === "instance" ? "compute" : service, region: null, family: null }];
}
