import { createHash } from "node:crypto";
import { db } from "../db/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import type { Scope } from "./scope";
import { seal, unseal } from "./secret-box";

const KEPT_HOURS = 24;
const ABANDONED_MINUTES = 15;
const UNANSWERED = 0;
const FIELD = "kept answer";

export type Answer = { status: number; body: unknown };
/** The key the caller chose, and everything that makes two requests the same request. */
export type Repeatable = { key: string; request: string };

/** The same key was used for something else; the edge answers 422. */
export class KeyReused extends DomainError {
  constructor() {
    super("conflict", "This Idempotency-Key was already used for a different request. Use a new key.");
  }
}

/**
 * Does a change once however often it is asked for: the answer is kept under the caller's key and given again.
 * A change that fails frees its key, so that trying again tries again.
 */
export async function once(scope: Scope, asked: Repeatable, now: Date, run: () => Promise<Answer>): Promise<Answer> {
  const place = { workspaceId: scope.workspaceId, key: asked.key };
  const requestHash = hashOf(scope, asked.request);
  const earlier = await claim(place, requestHash, now);
  if (earlier) return earlier;
  try {
    const answer = await run();
    await db.idempotencyKey.update({
      where: { workspaceId_key: place },
      // Sealed: the secret of a new webhook is answered once, and nobody who reads the database should find it here.
      data: { status: answer.status, answer: seal(scope.workspaceId, FIELD, JSON.stringify(answer.body ?? null)) },
    });
    return answer;
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: { ...place, status: UNANSWERED } });
    throw error;
  }
}

type Place = { workspaceId: string; key: string };

async function claim(place: Place, requestHash: Uint8Array<ArrayBuffer>, now: Date): Promise<Answer | null> {
  await forgetOld(now);
  try {
    await db.idempotencyKey.create({
      data: { ...place, requestHash, status: UNANSWERED, answer: null, createdAt: now },
    });
    return null;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const earlier = await db.idempotencyKey.findUnique({ where: { workspaceId_key: place } });
  if (earlier && !Buffer.from(earlier.requestHash).equals(requestHash)) throw new KeyReused();
  if (!earlier?.answer) {
    throw new DomainError("conflict", "A request with this Idempotency-Key is still being worked on.");
  }
  return { status: earlier.status, body: JSON.parse(unseal(place.workspaceId, FIELD, earlier.answer)) };
}

/** A claim without an answer after a while belongs to a process that was killed. */
async function forgetOld(now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  const abandoned = new Date(now.getTime() - ABANDONED_MINUTES * 60_000);
  await db.idempotencyKey.deleteMany({
    where: { OR: [{ createdAt: { lt: old } }, { status: UNANSWERED, createdAt: { lt: abandoned } }] },
  });
}

/** The actor is part of it: somebody else's key never gives somebody else's answer. */
function hashOf(scope: Scope, request: string): Uint8Array<ArrayBuffer> {
  const hash = createHash("sha256").update(JSON.stringify([scope.actor, scope.role, scope.rows, request]));
  return new Uint8Array(hash.digest());
}
