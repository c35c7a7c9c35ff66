import { db } from "../db/client";
import { digestOf, newSecret } from "./secret";

const MINUTE = 60_000;
const IDLE = 12 * 60 * MINUTE;
const ABSOLUTE = 7 * 24 * 60 * MINUTE;

/** How long a cookie may live; the row in the database decides. */
export const sessionSeconds = ABSOLUTE / 1000;

export type SignedIn = { id: string; email: string; name: string };

/** Starts a session and gives its secret, of which only the SHA-256 is kept. */
export async function openSession(userId: string, now: Date): Promise<string> {
  const secret = newSecret();
  await db.session.create({
    data: {
      userId,
      secretHash: digestOf(secret),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + ABSOLUTE),
    },
  });
  return secret;
}

/** Who holds this secret, asked at every request: a revoked session is out at once, on every replica. */
export async function personOf(secret: string, now: Date): Promise<SignedIn | null> {
  const session = await db.session.findUnique({
    where: { secretHash: digestOf(secret) },
    include: { user: { select: { id: true, email: true, name: true, disabledAt: true } } },
  });
  if (!session || session.revokedAt || session.user.disabledAt) return null;
  if (session.expiresAt <= now || now.getTime() - session.lastSeenAt.getTime() >= IDLE) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= MINUTE) {
    await db.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: now } });
  }
  const { id, email, name } = session.user;
  return { id, email, name };
}

export async function closeSession(secret: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { secretHash: digestOf(secret), revokedAt: null }, data: { revokedAt: now } });
}

/** Signs a person out everywhere: after a password change, a change of role, or a lost laptop. */
export async function closeSessionsOf(userId: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
}
