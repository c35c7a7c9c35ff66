import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { newSecret } from "../auth/secret";
import { seal, unseal } from "../auth/secret-box";
import { db } from "../db/client";
import type { Channel as StoredChannel } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { NewChannel, refuseInside, refuseUnknownBudgets } from "./channel";

const { name, address, secret, budgetIds, allowsPrivate } = NewChannel.shape;

/** What may be changed of a channel; what is left out stays. What kind it is stays for ever. */
export const ChannelChanges = z
  .strictObject({
    name,
    address,
    secret,
    renewSecret: z.literal(true).meta({ description: "Make a new secret; the old one signs nothing any more." }),
    budgetIds: budgetIds.unwrap(),
    allowsPrivate: allowsPrivate.unwrap(),
  })
  .partial();
export type ChannelChanges = z.output<typeof ChannelChanges>;

/** Changes a channel; a secret that is new is shown this once. What waits for it goes to the new address. */
export async function changeChannel(
  scope: Scope,
  id: string,
  changes: ChannelChanges,
): Promise<{ name: string; secret: string | null }> {
  requireRole(scope, "admin");
  const { workspaceId } = scope;
  const before = await db.channel.findFirst({ where: { id, workspaceId } });
  if (!before) throw new DomainError("not_found", "There is no such channel in this workspace.");
  const isResigned = changes.secret !== undefined || changes.renewSecret === true;
  if (isResigned && before.kind !== "webhook") throw new DomainError("invalid", "Only webhooks are signed.");
  const after = merged(before, changes);
  const host = refuseInside(after);
  if (changes.budgetIds) await refuseUnknownBudgets(scope, after.budgetIds);
  const fresh = isResigned ? (changes.secret ?? newSecret()) : null;
  try {
    await db.channel.update({
      where: { id, workspaceId },
      data: {
        ...after,
        host,
        address: seal(workspaceId, "channel address", after.address),
        ...(fresh !== null && { secret: seal(workspaceId, "channel secret", fresh) }),
      },
    });
    return { name: after.name, secret: fresh };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new DomainError("conflict", `There is already a channel called ${after.name}.`, { cause: error });
  }
}

function merged(before: StoredChannel, changes: ChannelChanges) {
  return {
    name: changes.name ?? before.name,
    address: changes.address ?? unseal(before.workspaceId, "channel address", before.address),
    budgetIds: [...new Set(changes.budgetIds ?? before.budgetIds)],
    allowsPrivate: changes.allowsPrivate ?? before.allowsPrivate,
  };
}
