import { z } from "zod";
import type { Prisma } from "../db/generated/client";
import { rowsOf, sql } from "../db/sql";
import type { Delivery } from "../sources/delivery";

/** What was imported last of a delivery: as long as it is the same, there is nothing to do. */
const Known = z.object({ fingerprint: z.string(), final: z.boolean() });
export type Known = z.output<typeof Known>;

const Memory = z.looseObject({ deliveries: z.record(z.string(), Known).default({}) });

/** Unreadable memory costs a second reading, which changes nothing. */
export function knownDeliveries(memory: Prisma.JsonValue): Record<string, Known> {
  const read = Memory.safeParse(memory);
  return read.success ? { ...read.data.deliveries } : {};
}

/** At once, so that a sync which dies later does not bring it again. */
export async function rememberDelivery(sourceId: string, { key, fingerprint, final }: Delivery): Promise<Known> {
  const known = { fingerprint, final };
  await rowsOf(sql`
    update source set memory = jsonb_set(
      jsonb_set(memory, '{deliveries}', coalesce(memory -> 'deliveries', '{}')), array['deliveries', ${key}::text],
      ${JSON.stringify(known)}::jsonb)
    where id = ${sourceId}::uuid`);
  return known;
}

/** A month that its provider has closed without changing it again: nothing is read, and it is final from now on. */
export async function settleFinal(
  sourceId: string,
  deliveries: Delivery[],
  known: Record<string, Known>,
): Promise<void> {
  for (const { key, fingerprint, final } of deliveries) {
    const before = known[key];
    if (!before || before.fingerprint !== fingerprint || before.final === final) continue;
    await rowsOf(sql`
      update import_slice set final = ${final}
      where source_id = ${sourceId}::uuid and delivery = ${key} and state in ('current', 'superseded')`);
    known[key] = { fingerprint, final };
  }
}
