import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { connectorNamed } from "../sources/registry";
import { nameTaken } from "./source-create";
import { sourceInScope } from "./source-one";
import { settingsToStore, withKeptSecrets } from "./source-settings";

export const SourceChange = z.strictObject({
  name: z.string().trim().min(1, "Give the source a name.").max(100, "At most 100 characters.").optional(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type SourceChange = z.output<typeof SourceChange>;

/** New name or settings, such as a higher cap; what is not mentioned stays, and so do secrets left empty. */
export async function changeSource(scope: Scope, sourceId: string, { name, settings }: SourceChange): Promise<void> {
  requireRole(scope, "admin");
  const source = await sourceInScope(scope, sourceId);
  const before = source.settings as Record<string, unknown>;
  const given = { ...before, ...settings };
  if (accountIn(given) !== accountIn(before)) {
    throw new DomainError(
      "conflict",
      "The billing account of a source cannot change: its charges are filed under it. Remove the source and add it again.",
    );
  }
  const stored = settings
    ? settingsToStore(connectorNamed(source.connector), withKeptSecrets(source, given), {
        workspaceId: scope.workspaceId,
        sourceId,
      })
    : null;
  try {
    await db.source.update({
      where: { id: source.id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(stored ? { settings: stored.settings as Prisma.InputJsonObject, sealed: stored.sealed } : {}),
      },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw nameTaken(name ?? source.name, error);
  }
}

const accountIn = ({ billingAccountId }: Record<string, unknown>) => billingAccountId || undefined;
