import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as text: too many to guess, so what is kept of it needs no salt and no slow hash. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** All that is stored of a secret: whoever reads the database cannot use it. */
export function digestOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}
