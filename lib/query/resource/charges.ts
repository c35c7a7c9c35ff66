import type { Scope } from "../../auth/scope";
import { join, sql } from "../../db/sql";
import type { ChargeKind } from "../../focus/charge";
import { inSnapshot } from "../snapshot";
import { rowConditions } from "../within-rows";

/** One charge as the provider wrote it; amounts are exact, quantities as stated. */
export type ResourceCharge = {
  start: string;
  end: string;
  account: string | null;
  service: string | null;
  region: string | null;
  sku: string | null;
  description: string | null;
  kind: ChargeKind;
  commitment: string | null;
  source: string;
  quantity: string | null;
  unit: string | null;
  currency: string;
  billed: string;
  effective: string;
  list: string | null;
  contracted: string | null;
};

export type ChargePage = { charges: ResourceCharge[]; more: boolean };

/** The charges of one resource, newest first, a page at a time. */
export async function resourceCharges(
  scope: Scope,
  id: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<ChargePage> {
  const ofResource = sql`x.resource_id = any(array(
    select id from dim_resource where workspace_id = ${scope.workspaceId}::uuid and resource_id = ${id}))`;
  const rows = await inSnapshot((read) =>
    read.rows<ResourceCharge>(sql`
      with x as (
        select * from charge x
        where ${join([ofResource, ...rowConditions(scope)], " and ")}
        order by charge_day desc, period_start desc, sku_id, charge_kind_id, slice_id, billed, effective, ctid
        limit ${limit + 1} offset ${offset}
      )
      select ${instant("period_start")} as start, ${instant("period_end")} as end,
             account.sub_account_id as account, service.service_name as service, region.region_id as region,
             sku.sku_id as sku, sku.charge_description as description, charge_kind.kind,
             commitment.commitment_discount_id as commitment, source.name as source,
             trim_scale(coalesce(x.pricing_quantity, x.consumed_quantity))::text as quantity,
             case when x.pricing_quantity is null then sku.consumed_unit else sku.pricing_unit end as unit,
             account.currency::text as currency, ${exact("billed")} as billed, ${exact("effective")} as effective,
             ${exact("list")} as list, ${exact("contracted")} as contracted
      from x
      join dim_account account on account.id = x.account_id
      join dim_service service on service.id = x.service_id
      join dim_region region on region.id = x.region_id
      join dim_sku sku on sku.id = x.sku_id
      join dim_charge_kind charge_kind on charge_kind.id = x.charge_kind_id
      join dim_commitment commitment on commitment.id = x.commitment_id
      join import_slice slice on slice.id = x.slice_id
      join source on source.id = slice.source_id
      order by x.charge_day desc, x.period_start desc, x.sku_id, x.charge_kind_id, x.slice_id, x.billed, x.effective`),
  );
  return { charges: rows.slice(0, limit), more: rows.length > limit };
}

const instants = {
  period_start: sql`coalesce(x.period_start, x.charge_day::timestamp at time zone 'UTC')`,
  period_end: sql`coalesce(x.period_end, (x.charge_day + 1)::timestamp at time zone 'UTC')`,
} as const;

function instant(column: keyof typeof instants) {
  return sql`to_char(${instants[column]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

const costs = {
  billed: { units: sql`x.billed`, rest: sql`x.billed_rest` },
  effective: { units: sql`x.effective`, rest: sql`x.effective_rest` },
  list: { units: sql`x.list`, rest: sql`x.list_rest` },
  contracted: { units: sql`x.contracted`, rest: sql`x.contracted_rest` },
} as const;

function exact(metric: keyof typeof costs) {
  const { units, rest } = costs[metric];
  return sql`trim_scale(${units} * 0.0000000001 + coalesce(${rest}, 0))::text`;
}
