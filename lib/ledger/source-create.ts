import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { connectorNamed } from "../sources/registry";
import { settingsToStore } from "./source-settings";

export const NewSource = z.strictObject({
  connector: z.string().min(1, "Choose what to connect."),
  name: z.string().trim().min(1, "Give the source a name.").max(100, "At most 100 characters."),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type NewSource = z.output<typeof NewSource>;

// Time to look at the check's outcome before the first requests are paid for; "sync now" need not wait for it.
const MINUTES_UNTIL_FIRST_SYNC = 15;

export async function createSource(scope: Scope, input: NewSource, now: Date): Promise<{ id: string }> {
  requireRole(scope, "admin");
  if (scope.workspaceKind === "demo") {
    throw new DomainError("conflict", "The demo company takes no sources. Connect yours in your own workspace.");
  }
  return await storeSource(scope.workspaceId, input, new Date(now.getTime() + MINUTES_UNTIL_FIRST_SYNC * 60_000));
}

/** Without the questions who may and where: the demo's loader calls it for its own workspace. */
export async function storeSource(workspaceId: string, input: NewSource, nextSyncAt: Date | null) {
  const id = randomUUID();
  const { settings, sealed } = settingsToStore(connectorNamed(input.connector), input.settings, {
    workspaceId,
    sourceId: id,
  });
  const { connector, name } = input;
  try {
    return await db.source.create({
      data: { id, workspaceId, connector, name, settings: settings as Prisma.InputJsonObject, sealed, nextSyncAt },
      select: { id: true },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw nameTaken(name, error);
  }
}

export function nameTaken(name: string, cause: unknown): DomainError {
  return new DomainError("conflict", `There is already a source called ${name}.`, { cause });
}
