import { createHash } from "node:crypto";
import type { Scope } from "../auth/scope";
import { join, rowsOf, type Sql, sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { addMonths, monthOf } from "../focus/period";
import { rollUp } from "../ledger/store/rollups";

/** For tests: a charge in the words of the query, so that a naive sum over a list of them is the right answer. */
export type MadeCharge = {
  currency: string;
  provider: string | null;
  billingAccount: string;
  billingAccountName?: string | null;
  subAccount: string | null;
  subAccountName?: string | null;
  service: string | null;
  serviceCategory: string | null;
  region: string | null;
  resource: string | null;
  resourceType: string | null;
  sku: string | null;
  chargeCategory: string;
  chargeKind: string;
  commitment: string | null;
  source: string;
  measured: boolean;
  tags: Record<string, string> | null;
  /** ISO instants. */
  start: string;
  end: string;
  billed: string;
  effective: string;
  list: string | null;
  contracted: string | null;
  quantity?: string | null;
};

export const plainCharge: MadeCharge = {
  currency: "USD",
  provider: "AWS",
  billingAccount: "payer",
  subAccount: "111",
  service: "Amazon EC2",
  serviceCategory: "Compute",
  region: "eu-west-1",
  resource: null,
  resourceType: null,
  sku: null,
  chargeCategory: "Usage",
  chargeKind: "usage",
  commitment: null,
  source: "export",
  measured: true,
  tags: null,
  start: "2026-06-01T00:00:00Z",
  end: "2026-06-02T00:00:00Z",
  billed: "1",
  effective: "1",
  list: null,
  contracted: null,
};

/** The tag keys of made workspaces that daily sums are kept of, and a pair of them. */
export const trackedTags = [["team"], ["a,b"], ["it's"], ["it's", "team"]];

/** A workspace with exactly these charges in the fact and every rollup, as an import would leave them. */
export async function madeWorkspace(slug: string, charges: MadeCharge[]): Promise<Scope> {
  const [workspace] = await rowsOf<{ id: string }>(
    sql`insert into workspace (slug, name, kind) values (${slug}, ${slug}, 'real') returning id`,
  );
  const workspaceId = workspace?.id ?? "";
  await rowsOf(sql`
    insert into tracked_tag (workspace_id, key, second_key)
    select ${workspaceId}::uuid, key, second_key
    from unnest(${trackedTags.map(([key]) => key)}::text[], ${trackedTags.map(([, second]) => second ?? null)}::text[])
      as tracked (key, second_key)`);
  const scope: Scope = { workspaceId, workspaceKind: "real", role: "viewer", actor: "test", userId: null, rows: null };
  await addCharges(scope, charges);
  return scope;
}

/** Adds charges to a workspace and raises its data version. */
export async function addCharges({ workspaceId }: Scope, charges: MadeCharge[]): Promise<void> {
  await partitions(charges);
  const known = new Map<string, Promise<number>>();
  const once = (key: string, make: () => Promise<number>) => {
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
  const slices: number[] = [];
  for (const charge of charges) {
    const slice = await once(`slice ${charge.source}`, () => madeSlice(workspaceId, charge.source));
    slices.push(slice);
    const ids: number[] = [];
    for (const [table, columns] of tuplesOf(charge)) {
      const key = createHash("md5").update(JSON.stringify(columns)).digest("hex");
      ids.push(await once(`${table} ${key}`, () => madeTuple(workspaceId, table, key, columns)));
    }
    await insertCharge(charge, slice, ids);
  }
  await sumUp([...new Set(slices)]);
  await rowsOf(sql`update workspace set data_version = data_version + 1 where id = ${workspaceId}::uuid`);
}

async function partitions(charges: MadeCharge[]): Promise<void> {
  for (const month of new Set(charges.map(({ start }) => monthOf(start.slice(0, 10)).from))) {
    await rowsOf(sql`select ${month}::date`);
    await rowsOf({
      text: `create table if not exists charge_${month.slice(0, 7).replace("-", "_")} partition of charge
             for values from ('${month}') to ('${addMonths(month, 1)}')`,
      values: [],
    } as unknown as Sql);
  }
}

async function madeSlice(workspaceId: string, name: string): Promise<number> {
  const [slice] = await rowsOf<{ id: number }>(sql`
    with source as (
      insert into source (workspace_id, connector, name) values (${workspaceId}::uuid, 'file', ${name})
      on conflict (workspace_id, name) do update set name = excluded.name returning id
    ), run as (
      insert into import_run (workspace_id, source_id, kind, state)
      select ${workspaceId}::uuid, id, 'file', 'succeeded' from source returning id, source_id
    )
    insert into import_slice (workspace_id, source_id, run_id, billing_account_id, period_start, period_end, content_hash, rows)
    select ${workspaceId}::uuid, source_id, id, gen_random_uuid()::text, '2026-01-01', '2027-01-01', '', 0 from run
    returning id`);
  return slice?.id ?? 0;
}

type Columns = Record<string, unknown>;

function tuplesOf(charge: MadeCharge): [table: string, columns: Columns][] {
  return [
    [
      "account",
      {
        currency: charge.currency,
        provider_name: charge.provider,
        billing_account_id: charge.billingAccount,
        billing_account_name: charge.billingAccountName ?? null,
        sub_account_id: charge.subAccount,
        sub_account_name: charge.subAccountName ?? null,
      },
    ],
    ["service", { service_name: charge.service, service_category: charge.serviceCategory }],
    ["region", { region_id: charge.region }],
    ["resource", { resource_id: charge.resource, resource_type: charge.resourceType }],
    ["sku", { sku_id: charge.sku }],
    ["tag_set", { measured: charge.measured, tags: charge.tags }],
    ["commitment", { commitment_discount_id: charge.commitment }],
    ["charge_kind", { kind: charge.chargeKind, charge_category: charge.chargeCategory }],
  ];
}

async function madeTuple(workspaceId: string, table: string, key: string, columns: Columns): Promise<number> {
  const row = JSON.stringify({ ...columns, workspace_id: workspaceId, key });
  const names = ["workspace_id", "key", ...Object.keys(columns)].join(", ");
  const [tuple] = await rowsOf<{ id: number }>({
    text: `insert into dim_${table} (${names}) select ${names} from json_populate_record(null::dim_${table}, $1)
           on conflict (workspace_id, key) do update set key = excluded.key returning id`,
    values: [row],
  } as unknown as Sql);
  return tuple?.id ?? 0;
}

async function insertCharge(charge: MadeCharge, slice: number, ids: number[]): Promise<void> {
  const costs = [charge.billed, charge.effective, charge.list, charge.contracted].map(encoded);
  await rowsOf(sql`
    insert into charge (period_start, period_end, charge_day, slice_id,
      account_id, service_id, region_id, resource_id, sku_id, tag_set_id, commitment_id, charge_kind_id,
      billed, billed_rest, effective, effective_rest, list, list_rest, contracted, contracted_rest, pricing_quantity)
    values (${charge.start}, ${charge.end}, ${charge.start.slice(0, 10)}, ${slice}, ${join(ids)},
      ${join(costs.flatMap(({ units, rest }) => [units, rest]))}, ${charge.quantity ?? null})`);
}

/** Units of 10^-10, and what they cannot hold. */
function encoded(cost: string | null): { units: string | null; rest: string | null } {
  if (cost === null) return { units: null, rest: null };
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cost) ?? [];
  const units = BigInt(`${whole}${fraction.slice(0, 10).padEnd(10, "0")}`);
  if (units > 9_000_000_000_000_000_000n) return { units: "0", rest: cost };
  const rest = fraction.slice(10);
  return { units: `${sign}${units}`, rest: rest ? `${sign}0.0000000000${rest}` : null };
}

async function sumUp(slices: number[]): Promise<void> {
  await inTransaction(async (run) => {
    for (const statement of rollUp(slices, { from: "2000-01-01", to: "2200-01-01" })) await run(statement);
    await run(sql`
      update import_slice set rows = made.rows, first_day = made.first, last_day = made.last
      from (select slice_id, count(*) as rows, min(charge_day) as first, max(charge_day) as last
        from charge where slice_id = any(${slices}) group by 1) made
      where id = made.slice_id`);
  });
}
