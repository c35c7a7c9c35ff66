import { db } from "../db/client";
import type { Condition } from "../focus/condition";
import { covers } from "./covers";
import { RowScope } from "./row-scope";
import { realWorkspace } from "./workspaces";

/**
 * Whether what is sent to an address may speak of all charges that satisfy these conditions, asked at the moment of
 * sending. A member reads what lies within their row scope, somebody whose access was removed reads nothing, and an
 * address of nobody we know reads what it was entered for.
 */
export async function mayRead(email: string, conditions: Condition[]): Promise<boolean> {
  const { id: workspaceId } = await realWorkspace();
  const user = await db.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { disabledAt: true, memberships: { where: { workspaceId }, select: { rows: true } } },
  });
  if (!user) return true;
  const [membership] = user.memberships;
  if (!membership || user.disabledAt) return false;
  const rows = RowScope.nullable().safeParse(membership.rows);
  return rows.success && covers(rows.data, conditions);
}
