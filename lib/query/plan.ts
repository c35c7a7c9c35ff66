import { monthOf, type Period } from "../focus/period";
import { joinable, ofMonths, type Table, tables } from "./catalog";
import type { ConvertedQuery } from "./convert";
import type { Grain } from "./names";
import type { CostQuery } from "./spec";
import { neededBy } from "./sql";
import { askedTagKeys, nameOfKeys, type TrackedKeys } from "./tracked-keys";

/** Bytes of each table: what is smaller is read faster, and which is smaller depends on the estate. */
export type TableSizes = Record<Table, number>;

/** What the plan must know of a workspace: the sizes, and the tag keys that daily sums are kept of. */
export type Estate = { sizes: TableSizes; trackedTags: TrackedKeys };

/** The smallest table that holds every dimension of the question at its grain. */
export function plan(query: ConvertedQuery, { sizes, trackedTags }: Estate): Table {
  const [first = "charge", ...others] = coveringTables(query, trackedTags);
  // Every key has the whole of the charges there, and a question reads one.
  const sizeOf = (table: Table) => (table === "rollup_tag" ? sizes[table] / trackedTags.size : sizes[table]);
  return others.reduce((best, table) => (sizeOf(table) < sizeOf(best) ? table : best), first);
}

/** Every table that can answer; they all give the same answer. */
export function coveringTables(query: ConvertedQuery, trackedTags: TrackedKeys = new Set()): Table[] {
  const keys = askedTagKeys(query);
  const keepsTags = (table: Table) => table !== "rollup_tag" || (keys !== null && trackedTags.has(nameOfKeys(keys)));
  return tables.filter((table) => keepsGrain(query, table) && keepsDimensions(query, table) && keepsTags(table));
}

function keepsGrain({ grain, period, factors }: ConvertedQuery, table: Table): boolean {
  if (table === "charge") return true;
  if (!ofMonths.has(table)) return grain !== "hour";
  // A month has a rate for each of its days.
  if (factors) return false;
  return ofWholeMonths.has(grain) && isWholeMonths(period);
}

const ofWholeMonths: ReadonlySet<Grain> = new Set<Grain>(["month", "quarter", "year", "total"]);

function isWholeMonths({ from, to }: Period): boolean {
  return from === monthOf(from).from && to === monthOf(to).from;
}

function keepsDimensions(query: CostQuery, table: Table): boolean {
  return [...neededBy(query)].every((needed) => joinable[table].has(needed));
}
