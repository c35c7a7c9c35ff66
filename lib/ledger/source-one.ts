import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Source } from "../db/generated/client";
import { DomainError } from "../errors";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A source of this workspace; another workspace's does not exist here. */
export async function sourceInScope(scope: Scope, sourceId: string): Promise<Source> {
  const found = UUID.test(sourceId)
    ? await db.source.findFirst({ where: { id: sourceId, workspaceId: scope.workspaceId } })
    : null;
  if (!found) throw new DomainError("not_found", "There is no such source.");
  return found;
}

/** By the name a person typed in a command. */
export async function sourceCalled(scope: Scope, name: string): Promise<Source> {
  const found = await db.source.findFirst({ where: { name, workspaceId: scope.workspaceId } });
  if (!found) throw new DomainError("not_found", `There is no source called ${name}.`);
  return found;
}
