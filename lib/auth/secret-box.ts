import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";
import { DomainError } from "../errors";

// The blob: version (1 byte), key id (4), IV (12), tag (16), ciphertext.
const VERSION = 1;
const KEY_ID_END = 5;
const IV_END = 17;
const TAG_END = 33;
const CIPHER = "aes-256-gcm";

/** Encrypts a stored credential; it opens only with this installation's secret, in this workspace, for this field. */
export function seal(workspaceId: string, field: string, plaintext: string): Uint8Array<ArrayBuffer> {
  const { key, id } = currentKey();
  const iv = randomBytes(IV_END - KEY_ID_END);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(placeOf(workspaceId, field));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Uint8Array.of(VERSION), id, iv, cipher.getAuthTag(), body]));
}

/** Opens what `seal` made for the same place, or refuses: never a guess, never an empty answer. */
export function unseal(workspaceId: string, field: string, sealed: Uint8Array): string {
  const blob = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (blob.length < TAG_END || blob[0] !== VERSION) throw damaged();
  const { key, id } = currentKey();
  if (!blob.subarray(1, KEY_ID_END).equals(id)) throw secretChanged();
  const decipher = createDecipheriv(CIPHER, key, blob.subarray(KEY_ID_END, IV_END))
    .setAAD(placeOf(workspaceId, field))
    .setAuthTag(blob.subarray(IV_END, TAG_END));
  const opened = decipher.update(blob.subarray(TAG_END));
  try {
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch (error) {
    throw damaged(error);
  }
}

/** The id tells a changed secret apart from a damaged credential, so that the advice is the right one. */
function currentKey(): { key: Buffer; id: Buffer } {
  const secret = env().OUTLAY_SECRET;
  if (!secret) throw new Error("OUTLAY_SECRET is not set: start Outlay with npm start or npx outlay.");
  const key = Buffer.from(hkdfSync("sha256", secret, "", `outlay secret-box v${VERSION}`, 32));
  return { key, id: createHash("sha256").update("key id").update(key).digest().subarray(0, 4) };
}

const placeOf = (workspaceId: string, field: string) => Buffer.from(JSON.stringify([workspaceId, field]));

const secretChanged = () =>
  new DomainError(
    "unavailable",
    "The secret of this installation has changed since this credential was stored. " +
      "Start with the earlier OUTLAY_SECRET, or enter the credential again.",
  );

const damaged = (cause?: unknown) =>
  new DomainError("unavailable", "A stored credential is damaged or was moved. Enter it again.", { cause });
