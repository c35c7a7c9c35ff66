import { monthOf, type Period } from "../focus/period";
import { joinable, type Table, tables } from "./catalog";
import type { ConvertedQuery } from "./convert";
import type { Grain } from "./names";
import type { CostQuery } from "./spec";
import { neededBy } from "./sql";

/** Bytes of each table: what is smaller is read faster, and which is smaller depends on the estate. */
export type TableSizes = Record<Table, number>;

/** The smallest table that holds every dimension of the question at its grain. */
export function plan(query: ConvertedQuery, sizes: TableSizes): Table {
  const [first = "charge", ...others] = coveringTables(query);
  return others.reduce((best, table) => (sizes[table] < sizes[best] ? table : best), first);
}

/** Every table that can answer; they all give the same answer. */
export function coveringTables(query: ConvertedQuery): Table[] {
  return tables.filter((table) => keepsGrain(query, table) && keepsDimensions(query, table));
}

function keepsGrain({ grain, period, factors }: ConvertedQuery, table: Table): boolean {
  if (table === "charge") return true;
  if (table === "rollup_day") return grain !== "hour";
  // A month has a rate for each of its days.
  if (factors) return false;
  return ofMonths.has(grain) && isWholeMonths(period);
}

const ofMonths: ReadonlySet<Grain> = new Set<Grain>(["month", "quarter", "year", "total"]);

function isWholeMonths({ from, to }: Period): boolean {
  return from === monthOf(from).from && to === monthOf(to).from;
}

function keepsDimensions(query: CostQuery, table: Table): boolean {
  return [...neededBy(query)].every((needed) => joinable[table].has(needed));
}
