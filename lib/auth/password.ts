import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../errors";

const SHORTEST = 12;
const LONGEST = 1000;
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } satisfies ScryptOptions;
const KEY_BYTES = 32;

// One hash takes 128 MiB and a thread of libuv's four: more at once would starve files and DNS.
const AT_ONCE = 2;
const LONGEST_QUEUE = 100;

/** A password that may be chosen; the rule that needs the e-mail is `passwordProblem`. */
export const NewPassword = z
  .string()
  .min(SHORTEST, `Use at least ${SHORTEST} characters.`)
  .max(LONGEST, `Use at most ${LONGEST} characters.`);

/** Why this password may not be chosen by this person, or null. */
export function passwordProblem(password: string, email: string): string | null {
  const said = password.normalize("NFKC").toLowerCase();
  const [name = ""] = email.split("@");
  if (said === email || said === name) return "Do not use your e-mail address as the password.";
  if (new Set(said).size < 4) return "Use more than a few different characters.";
  return null;
}

/** What is stored: the parameters travel with the hash, so that they can be raised later. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Takes the same time whether the account exists, has no password or the password is wrong. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? null : parse(stored);
  const key = await derive(password, known?.salt ?? NOBODY.salt, known?.cost ?? COST);
  const same = timingSafeEqual(key, known?.key ?? NOBODY.key);
  return same && known !== null;
}

const NOBODY = { salt: randomBytes(16), key: randomBytes(KEY_BYTES) };

function parse(stored: string) {
  const [scheme, n, r, p, salt, key] = stored.split("$");
  if (scheme !== "scrypt" || !salt || !key) throw new Error("A stored password hash is not one of ours.");
  return {
    cost: { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem },
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url"),
  };
}

async function derive(password: string, salt: Buffer, cost: ScryptOptions = COST): Promise<Buffer> {
  await turn();
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize("NFKC"), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    passTurnOn();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running < AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= LONGEST_QUEUE) throw new DomainError("busy", "Too many people sign in at once. Try again.");
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function passTurnOn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}
