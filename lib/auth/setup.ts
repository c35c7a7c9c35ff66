import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import type { Env } from "../env";
import { DomainError } from "../errors";
import { digestOf, newSecret } from "./secret";
import { Account, accountRow, hasUsers } from "./users";
import { realWorkspace } from "./workspaces";

const LINK = { id: 1 };
const FIRST_ADMIN = 726_002; // the lock that lets one first admin win

/** A new one-time link to the set-up page, or null once somebody can sign in. The link before it stops working. */
export async function setupLink(baseUrl: string): Promise<string | null> {
  if (await hasUsers()) return null;
  const token = newSecret();
  const row = { tokenHash: digestOf(token), createdAt: new Date(), usedAt: null };
  await db.setupToken.upsert({ where: LINK, create: { ...LINK, ...row }, update: row });
  return new URL(`/setup?token=${token}`, baseUrl).href;
}

/** Whether a link still works, so that the page can say so before anything is typed. */
export async function isSetupToken(token: string): Promise<boolean> {
  const open = await db.setupToken.findFirst({ where: { ...LINK, tokenHash: digestOf(token), usedAt: null } });
  return open !== null && !(await hasUsers());
}

/** Creates the first admin by the one-time link. Of two at once, one wins. */
export async function completeSetup(token: string, account: Account, now: Date): Promise<{ userId: string }> {
  if (!(await isSetupToken(token))) throw linkIsOver();
  return await createFirstAdmin(account, async (tx) => {
    const used = await tx.setupToken.updateMany({
      where: { ...LINK, tokenHash: digestOf(token), usedAt: null },
      data: { usedAt: now },
    });
    if (used.count === 0) throw linkIsOver();
  });
}

/** The first admin from the environment; says whether one was made. Does nothing once there is a user. */
export async function ensureFirstAdmin({ OUTLAY_ADMIN_EMAIL, OUTLAY_ADMIN_PASSWORD }: Env): Promise<boolean> {
  if (!OUTLAY_ADMIN_EMAIL || !OUTLAY_ADMIN_PASSWORD || (await hasUsers())) return false;
  const account = Account.safeParse({
    name: OUTLAY_ADMIN_EMAIL.split("@")[0],
    email: OUTLAY_ADMIN_EMAIL,
    password: OUTLAY_ADMIN_PASSWORD,
  });
  if (!account.success) {
    const [problem] = account.error.issues;
    const name = problem?.path[0] === "password" ? "OUTLAY_ADMIN_PASSWORD" : "OUTLAY_ADMIN_EMAIL";
    throw new DomainError("invalid", `${name}: ${problem?.message}`);
  }
  try {
    await createFirstAdmin(account.data);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict") return false; // another replica was first
    throw error;
  }
}

async function createFirstAdmin(account: Account, alongside?: (tx: Prisma.TransactionClient) => Promise<void>) {
  const workspace = await realWorkspace();
  const row = await accountRow(account);
  return await db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_ADMIN}::bigint)`;
    if ((await tx.user.count({ take: 1 })) > 0) throw alreadySetUp();
    await alongside?.(tx);
    const user = await tx.user.create({
      data: { ...row, memberships: { create: { workspaceId: workspace.id, role: "admin" } } },
    });
    return { userId: user.id };
  });
}

const linkIsOver = () =>
  new DomainError("not_found", "This set-up link no longer works. Restart Outlay: it prints a new one.");

const alreadySetUp = () => new DomainError("conflict", "Outlay is already set up. Sign in instead.");
