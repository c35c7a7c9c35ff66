import { z } from "zod";
import { rowsOf, sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";
import { DomainError } from "../errors";
import { Email } from "./email";
import { RowScope, requireRowsFit, storedRows } from "./row-scope";
import { type Role, requireRole, roles, type Scope } from "./scope";
import { realWorkspace } from "./workspaces";

/** Somebody with access to the real workspace, and what they may see; null for everything. */
export type Member = { userId: string; email: string; name: string; role: Role; rows: RowScope | null; since: Date };

export const MemberChange = z.strictObject({ role: z.enum(roles), rows: RowScope.nullable() }).partial();
export type MemberChange = z.output<typeof MemberChange>;

export const MemberName = z.strictObject({ email: Email });

/** Everybody with access, by their address. */
export async function memberList(scope: Scope): Promise<Member[]> {
  requireRole(scope, "admin");
  return (await membersWhere(rowsOf, (await realWorkspace()).id)).map(shown);
}

/** Changes what somebody may do or see, from their next request on. */
export async function changeMember(scope: Scope, email: string, change: MemberChange): Promise<Member> {
  requireRole(scope, "admin");
  const { id } = await realWorkspace();
  return await inTransaction(async (run) => {
    const { member, others } = await locked(run, id, email);
    const { role = member.role, rows: limit = member.rows } = change;
    const after: Member = { ...member, role, rows: limit };
    requireRowsFit(after);
    if (after.role !== "admin") requireAnAdmin(others, email);
    const rows = after.rows === null ? null : JSON.stringify(after.rows);
    await run(sql`
      update membership set role = ${after.role}::role, rows = ${rows}::jsonb
      where workspace_id = ${id}::uuid and user_id = ${member.userId}::uuid`);
    return after;
  });
}

/** Takes somebody's access away and signs them out everywhere. What they wrote stays. */
export async function removeMember(scope: Scope, email: string, now: Date): Promise<void> {
  requireRole(scope, "admin");
  const { id } = await realWorkspace();
  await inTransaction(async (run) => {
    const { member, others } = await locked(run, id, email);
    requireAnAdmin(others, email);
    await run(sql`delete from membership where workspace_id = ${id}::uuid and user_id = ${member.userId}::uuid`);
    await run(
      sql`update session set revoked_at = ${now} where user_id = ${member.userId}::uuid and revoked_at is null`,
    );
  });
}

type Row = Omit<Member, "rows"> & { rows: unknown };

async function membersWhere(run: Run, workspaceId: string): Promise<Row[]> {
  return await run<Row>(sql`
    select membership.user_id as "userId", person.email, person.name, membership.role::text, membership.rows,
      membership.created_at as since
    from membership join app_user person on person.id = membership.user_id
    where membership.workspace_id = ${workspaceId}::uuid and person.disabled_at is null
    order by person.email`);
}

function shown({ rows, ...row }: Row): Member {
  return { ...row, rows: storedRows(rows) };
}

/** All memberships are held until the change is done, so that two admins cannot remove each other at once. */
async function locked(run: Run, workspaceId: string, email: string): Promise<{ member: Member; others: Row[] }> {
  await run(sql`select from membership where workspace_id = ${workspaceId}::uuid for update`);
  const all = await membersWhere(run, workspaceId);
  const found = all.find((each) => each.email === email);
  if (!found) throw new DomainError("not_found", `Nobody with the address ${email} has access.`);
  return { member: shown(found), others: all.filter((each) => each !== found) };
}

function requireAnAdmin(others: Row[], email: string): void {
  if (others.some(({ role }) => role === "admin")) return;
  throw new DomainError("conflict", `${email} is the only admin. Make somebody else an admin first.`);
}
