import { timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { db } from "../db/client";
import type { ApiToken } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { RowScope, requireRowsFit, storedRows } from "./row-scope";
import { requireRole, roles, type Scope } from "./scope";
import { digestOf, newSecret } from "./secret";

const PREFIX = "outlay_";
const SHOWN = PREFIX.length + 4;
const SECRET_LENGTH = 43; // 256 bits in base 62
const CHECK_LENGTH = 6; // 32 bits in base 62
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`);
const MINUTE = 60_000;

export const NewToken = z.strictObject({
  name: z.string().trim().min(1, "Give the token a name.").max(100, "This name is too long."),
  role: z.enum(roles),
  expiresAt: z.date().nullable().default(null),
  rows: RowScope.nullable().optional(),
});
export type NewToken = z.output<typeof NewToken>;

/** What may be shown of a token: never the token. */
export type TokenShown = Pick<
  ApiToken,
  "id" | "name" | "role" | "rows" | "prefix" | "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt"
>;

const shown = {
  id: true,
  name: true,
  role: true,
  rows: true,
  prefix: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

/** Makes a token for programs. The text is given once: only its SHA-256 stays. */
export async function createToken(scope: Scope, { name, role, expiresAt, rows = null }: NewToken, now: Date) {
  requireRole(scope, "admin");
  requireRowsFit({ role, rows });
  if (scope.workspaceKind !== "real") throw new DomainError("invalid", "Tokens belong to the real workspace.");
  if (expiresAt && expiresAt <= now) throw new DomainError("invalid", "The token would already have expired.");
  const token = newTokenText();
  const data = { workspaceId: scope.workspaceId, name, role, expiresAt, createdAt: now, ...(rows && { rows }) };
  try {
    const row = await db.apiToken.create({
      data: { ...data, prefix: token.slice(0, SHOWN), tokenHash: digestOf(token) },
      select: shown,
    });
    return { ...row, token };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new DomainError("conflict", `There is already a token called ${name}.`, { cause: error });
  }
}

/** The scope a token gives, or null for one that is unknown, misspelt, expired or revoked. */
export async function scopeOfToken(bearer: string, now: Date): Promise<Scope | null> {
  if (!isTokenText(bearer)) return null;
  const tokenHash = digestOf(bearer);
  const token = await db.apiToken.findUnique({ where: { tokenHash }, include: { workspace: true } });
  if (!token || !timingSafeEqual(token.tokenHash, tokenHash)) return null;
  if (token.revokedAt || (token.expiresAt && token.expiresAt <= now)) return null;
  const lastMinute = new Date(now.getTime() - MINUTE);
  await db.apiToken.updateMany({
    where: { id: token.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: lastMinute } }] },
    data: { lastUsedAt: now },
  });
  const { workspace, role, name } = token;
  return {
    workspaceId: workspace.id,
    workspaceKind: workspace.kind,
    role,
    actor: `token ${name}`,
    userId: null,
    rows: storedRows(token.rows),
  };
}

export async function tokenList(scope: Scope): Promise<TokenShown[]> {
  requireRole(scope, "admin");
  const { workspaceId } = scope;
  return await db.apiToken.findMany({ where: { workspaceId }, select: shown, orderBy: { createdAt: "desc" } });
}

export async function revokeToken(scope: Scope, id: string, now: Date): Promise<void> {
  requireRole(scope, "admin");
  const where = { id, workspaceId: scope.workspaceId, revokedAt: null };
  const { count } = await db.apiToken.updateMany({ where, data: { revokedAt: now } });
  if (count === 0) throw new DomainError("not_found", "There is no such token, or it was revoked before.");
}

/** A recognisable prefix and a checksum, so that scanners find a leaked token without asking us. */
function newTokenText(): string {
  const secret = base62(BigInt(`0x${Buffer.from(newSecret(), "base64url").toString("hex")}`), SECRET_LENGTH);
  return PREFIX + secret + checkOf(secret);
}

/** A text that is not a token at all is turned away without asking the database. */
function isTokenText(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const secret = text.slice(PREFIX.length, PREFIX.length + SECRET_LENGTH);
  return text.endsWith(checkOf(secret));
}

const checkOf = (secret: string) => base62(BigInt(crc32(secret)), CHECK_LENGTH);

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, "0");
}
