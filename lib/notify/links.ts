import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { DomainError } from "../errors";

/** What a reader may do from a mail without signing in. */
export const linkPurposes = ["acknowledge", "snooze", "not_mine", "unsubscribe"] as const;
const Claims = z.strictObject({
  purpose: z.enum(linkPurposes),
  alertId: z.uuid(),
  recipient: z.string(),
  /** Of unsubscribing: the Message-ID of a mail about several budgets, all of which it is for. */
  mail: z.string().optional(),
  /** Seconds since 1970. */
  expires: z.number().int(),
});
export type LinkClaims = z.output<typeof Claims>;

const DAYS = 60;

/**
 * An address that does one thing, for one alert and one reader, until it expires. Opening it only shows what it would
 * do; the button there does it, because mail scanners open every link they find.
 */
export function signedLink(claims: Omit<LinkClaims, "expires">, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + DAYS * 86_400;
  const body = Buffer.from(JSON.stringify({ ...claims, expires })).toString("base64url");
  return `${publicUrl(env())}/mail/${body}.${signatureOf(body).toString("base64url")}`;
}

/** What a link allows; refuses one that was altered, is not ours or is over. */
export function linkClaims(token: string, now: Date): LinkClaims {
  const [body = "", signature = "", ...rest] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const own = signatureOf(body);
  if (rest.length > 0 || given.length !== own.length || !timingSafeEqual(given, own)) throw notOurs();
  const claims = Claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (!claims.success) throw notOurs();
  if (claims.data.expires * 1000 < now.getTime()) {
    throw new DomainError("unauthenticated", "This link is over. Sign in and open the alert there.");
  }
  return claims.data;
}

function signatureOf(body: string): Buffer {
  const secret = env().OUTLAY_SECRET;
  if (!secret) throw new Error("OUTLAY_SECRET is not set: start Outlay with npm start or npx outlay.");
  const key = Buffer.from(hkdfSync("sha256", secret, "", "outlay mail links v1", 32));
  return createHmac("sha256", key).update(body).digest();
}

const notOurs = () =>
  new DomainError("unauthenticated", "This link is not complete or was changed. Open the one in the mail again.");
