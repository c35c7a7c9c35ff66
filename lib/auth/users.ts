import { z } from "zod";
import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { Email } from "./email";
import { NewPassword, passwordHash, passwordProblem } from "./password";
import { RowScope, requireRowsFit } from "./row-scope";
import { requireRole, roles, type Scope } from "./scope";
import { realWorkspace } from "./workspaces";

const Name = z.string().trim().min(1, "Tell us the name.").max(200, "This name is too long.");

/** Who signs in with a password: the same rules for the set-up page, the command and the environment. */
export const Account = z
  .strictObject({ name: Name, email: Email, password: NewPassword })
  .check(({ value, issues }) => {
    const message = passwordProblem(value.password, value.email);
    if (message) issues.push({ code: "custom", message, path: ["password"], input: "" });
  });
export type Account = z.output<typeof Account>;

export const NewUser = z.strictObject({
  account: Account,
  role: z.enum(roles),
  rows: RowScope.nullable().optional(),
});
export type NewUser = z.output<typeof NewUser>;

/** Adds a person to the real workspace. */
export async function createUser(
  scope: Scope,
  { account, role, rows = null }: NewUser,
): Promise<{ id: string; email: string }> {
  requireRole(scope, "admin");
  requireRowsFit({ role, rows });
  const workspace = await realWorkspace();
  const row = await accountRow(account);
  try {
    const { id, email } = await db.user.create({
      data: { ...row, memberships: { create: { workspaceId: workspace.id, role, ...(rows && { rows }) } } },
    });
    return { id, email };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const known = await readmitted(account, { workspaceId: workspace.id, role, ...(rows && { rows }) });
    if (known) return known;
    throw new DomainError("conflict", `There is already an account for ${account.email}.`, { cause: error });
  }
}

/** Lets somebody in again whose access was taken away; null where they have access already. */
async function readmitted(account: Account, membership: Prisma.MembershipUncheckedCreateWithoutUserInput) {
  const where = { email: account.email, disabledAt: null, memberships: { none: {} } };
  const known = await db.user.findFirst({ where, select: { id: true } });
  if (!known) return null;
  return await db.user.update({
    where: { id: known.id },
    data: { ...(await accountRow(account)), memberships: { create: membership } },
    select: { id: true, email: true },
  });
}

export async function hasUsers(): Promise<boolean> {
  return (await db.user.count({ take: 1 })) > 0;
}

export async function accountRow({ name, email, password }: Account): Promise<Prisma.UserCreateInput> {
  return { name, email, passwordHash: await passwordHash(password) };
}
