import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { DomainError } from "../../errors";
import type { ChargeKind } from "../../focus/charge";
import { plain, sumOf } from "../../focus/money";
import type { Period } from "../../focus/period";
import { inParallel, type Reader } from "../snapshot";
import type { CostQuery } from "../spec";
import type { Leaf, Measured } from "./effects";
import { leavesSql, MOST_LEAVES } from "./leaf-sql";

type Row = {
  currency: string;
  sub_account_id: string | null;
  service_name: string | null;
  region_id: string | null;
  sku_id: string | null;
  kind: ChargeKind;
  unit: string | null;
  part: string | null;
  covered: boolean;
  unused: boolean;
  life: Leaf["life"];
  resources: number;
  now: string;
  before: string;
  quantityNow: string | null;
  quantityBefore: string | null;
  measured: boolean;
};

/** The parts of both periods, as small as a cause can be told. */
export async function leavesOf(read: Reader, scope: Scope, query: CostQuery, before: Period): Promise<Leaf[]> {
  await read.rows(inParallel);
  // Sums are believed to be few, and few are joined one by one: half a million would never end.
  await read.rows(sql`set local enable_nestloop = off`);
  const rows = await read.rows<Row>(leavesSql(scope, query, before));
  await read.rows(sql`set local enable_nestloop = on`);
  if (rows.length > MOST_LEAVES) {
    throw new DomainError("too_large", "This change has too many parts to explain: filter or shorten the periods.");
  }
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const { currency, sub_account_id, service_name, region_id, sku_id, kind, unit, part, unused, life } = row;
    const own = [currency, sub_account_id, service_name, region_id, sku_id, kind, unit, part, unused, life];
    const key = JSON.stringify(own);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].flatMap((group) => leafOf(group));
}

/** Covered and uncovered usage of one SKU belong together: what moved between them is no change of quantity. */
function leafOf(rows: Row[]): Leaf[] {
  const [first] = rows;
  if (!first) return [];
  const of = (covered: boolean) => measured(rows.filter((row) => row.covered === covered));
  return [
    {
      currency: first.currency,
      subAccount: first.sub_account_id,
      service: first.service_name,
      region: first.region_id,
      sku: first.sku_id,
      kind: first.kind,
      unit: first.unit,
      part: first.part,
      life: first.life,
      unused: first.unused,
      resources: Math.max(...rows.map(({ resources }) => resources)),
      now: plain(sumOf(rows.map(({ now }) => now))),
      before: plain(sumOf(rows.map(({ before }) => before))),
      quantities: rows.every((row) => row.measured) ? { covered: of(true), open: of(false) } : null,
    },
  ];
}

function measured(rows: Row[]): Measured {
  const total = (amounts: (string | null)[]) => plain(sumOf(amounts.map((amount) => amount ?? "0")));
  return {
    now: total(rows.map(({ quantityNow }) => quantityNow)),
    before: total(rows.map(({ quantityBefore }) => quantityBefore)),
    costNow: total(rows.map(({ now }) => now)),
    costBefore: total(rows.map(({ before }) => before)),
  };
}
