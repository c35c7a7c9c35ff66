import { createHash } from "node:crypto";
import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import type { Dimension } from "./names";
import type { Series } from "./stack";

const SLOTS = 12;

/** A place in the palette; "other" is grey, "none" is hatched: what has no name has no colour of its own. */
export type Slot = number | "other" | "none";

/**
 * The slot of every series, by its id. A name keeps its slot across pages and reloads: it is chosen on first sight and
 * stored. Where two names of one chart share a slot, the smaller one gets a free slot in this chart alone.
 */
export async function seriesColors(
  scope: Scope,
  groupBy: Dimension[],
  series: Pick<Series, "id" | "role">[],
): Promise<Record<string, Slot>> {
  const named = series.filter(({ role }) => role === "value").map(({ id }) => id);
  const stored = named.length === 0 ? new Map() : await storedSlots(scope, groupBy.join(","), named);
  const slots = apart(named, stored);
  const slotOf = ({ id, role }: Pick<Series, "id" | "role">): Slot => {
    if (role === "value") return slots.get(id) ?? "other";
    return role === "absent" ? "none" : "other";
  };
  return Object.fromEntries(series.map((each) => [each.id, slotOf(each)]));
}

async function storedSlots(scope: Scope, dimension: string, ids: string[]): Promise<Map<string, number>> {
  const known = await knownSlots(scope, dimension, ids);
  const unseen = ids.filter((id) => !known.has(id));
  if (unseen.length === 0) return known;
  // Whoever is first decides: a name that two requests see at once gets one slot.
  await rowsOf(sql`
    insert into series_color (workspace_id, dimension, value, slot)
    select ${scope.workspaceId}::uuid, ${dimension}, value, slot
    from unnest(${unseen.map(storable)}::text[], ${chosenSlots(dimension, unseen, known.values())}::smallint[])
      as seen (value, slot)
    on conflict (workspace_id, dimension, value) do nothing`);
  return await knownSlots(scope, dimension, ids);
}

async function knownSlots(scope: Scope, dimension: string, ids: string[]): Promise<Map<string, number>> {
  const rows = await rowsOf<{ value: string; slot: number }>(sql`
    select value, slot from series_color
    where workspace_id = ${scope.workspaceId}::uuid and dimension = ${dimension}
      and value = any(${ids.map(storable)}::text[])`);
  const slots = new Map(rows.map(({ value, slot }) => [value, slot]));
  const found = new Map<string, number>();
  for (const id of ids) {
    const slot = slots.get(storable(id));
    if (slot !== undefined) found.set(id, slot);
  }
  return found;
}

/** From the name alone where it can be, so that two installations agree; names seen together step aside for each other. */
function chosenSlots(dimension: string, ids: string[], taken: Iterable<number>): number[] {
  const held = new Set(taken);
  return ids.map((id) => {
    const slot = freeSlot(preferredSlot(dimension, id), held);
    held.add(slot);
    return slot;
  });
}

/** Keeps the slots apart inside one chart, in the order given: the largest keeps its own. */
function apart(ids: string[], stored: Map<string, number>): Map<string, number> {
  const taken = new Set<number>();
  const slots = new Map<string, number>();
  for (const id of ids) {
    const slot = freeSlot(stored.get(id) ?? 0, taken);
    taken.add(slot);
    slots.set(id, slot);
  }
  return slots;
}

function preferredSlot(dimension: string, id: string): number {
  return createHash("sha256").update(`${dimension}\n${id}`).digest().readUInt32BE() % SLOTS;
}

function freeSlot(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < SLOTS; step += 1) {
    const slot = (wanted + step) % SLOTS;
    if (!taken.has(slot)) return slot;
  }
  return wanted;
}

// An index entry of Postgres holds 2.7 kB at most, and resource ids can be longer.
function storable(id: string): string {
  return id.length <= 500 ? id : `sha256:${createHash("sha256").update(id).digest("hex")}`;
}
