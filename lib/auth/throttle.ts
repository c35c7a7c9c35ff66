import { db } from "../db/client";
import { DomainError } from "../errors";

const WINDOW_MINUTES = 15;
const MOST_PER_ACCOUNT = 10;
const MOST_PER_NETWORK = 50;

export type Attempt = { email: string; network: string };

/**
 * Books a try before the password is looked at, so that a thousand tries sent at once are counted like a
 * thousand in a row. Every try counts as failed until `succeeded` says otherwise.
 */
export async function bookAttempt({ email, network }: Attempt, now: Date): Promise<bigint> {
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  const id = await db.$transaction(async (tx) => {
    // One at a time per account and per network; always in this order, so that two never wait for each other.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in account ${email}`}, 0))`;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in network ${network}`}, 0))`;
    const failed = { succeeded: false, at: { gt: since } };
    const [ofAccount, ofNetwork] = [
      await tx.signInAttempt.count({ where: { email, ...failed } }),
      await tx.signInAttempt.count({ where: { network, ...failed } }),
    ];
    if (ofAccount >= MOST_PER_ACCOUNT || ofNetwork >= MOST_PER_NETWORK) return null;
    const attempt = await tx.signInAttempt.create({ data: { email, network, succeeded: false, at: now } });
    return attempt.id;
  });
  if (id === null) throw tooMany();
  return id;
}

/** The booked try was right: it no longer counts against anybody. */
export async function succeeded(attempt: bigint): Promise<void> {
  await db.signInAttempt.updateMany({ where: { id: attempt }, data: { succeeded: true } });
}

const tooMany = () =>
  new DomainError("rate_limited", `Too many failed sign-ins. Wait ${WINDOW_MINUTES} minutes and try again.`);
