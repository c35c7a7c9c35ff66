import { isSameOrigin } from "@/lib/auth/same-origin";
import { requireRole, requireWholeBill, type Scope } from "@/lib/auth/scope";
import { scopeOfToken } from "@/lib/auth/tokens";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { visitorScope } from "../session";
import { type Contract, isUnsafe } from "./contract";

/** Who asks: a program by its token, or a person by the session cookie. Anybody else is refused. */
export async function askerOf(
  request: Request,
  { role, rows }: Pick<Contract, "role" | "rows">,
  now: Date,
): Promise<Scope> {
  const scope = await scopeOf(request, now);
  requireRole(scope, role);
  if (rows === "whole bill") requireWholeBill(scope, "This is about");
  return scope;
}

async function scopeOf(request: Request, now: Date): Promise<Scope> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const [, token] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
    const scope = token ? await scopeOfToken(token, now) : null;
    if (!scope) throw new DomainError("unauthenticated", "This token is unknown, expired or revoked.");
    return scope;
  }
  const scope = await visitorScope();
  if (!scope) throw new DomainError("unauthenticated", "Sign in, or send a token as Authorization: Bearer.");
  // A browser sends its cookie with other sites' requests too, so a change must come from our own pages.
  if (isUnsafe(request.method)) requireSameOrigin(request.headers);
  return scope;
}

function requireSameOrigin(headers: Headers): void {
  const sender = { origin: headers.get("origin"), site: headers.get("sec-fetch-site"), host: headers.get("host") };
  if (isSameOrigin(sender, env().OUTLAY_URL)) return;
  throw new DomainError("forbidden", "Changes by cookie must come from Outlay's own pages. Programs use a token.");
}
