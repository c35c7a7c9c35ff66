import { HttpRefusal } from "./problem";

const LONGEST_BODY = 1024 * 1024;
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Each parameter as a string, or as a list where it is repeated; the contract says which it may be. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = "", ...more] = searchParams.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** The JSON text of a change; refused by its type or size before it is kept. */
export async function bodyOf(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BODY) throw new HttpRefusal(413, "too_large", "The body of the request is over 1 MB.");
    chunks.push(chunk);
  }
  if (bytes > 0 && !/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new HttpRefusal(415, "unsupported", "Send the body as application/json.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new HttpRefusal(400, "invalid", "The body of the request is not UTF-8.");
  }
}

/** The key under which a change is done once, if the caller sent one. */
export function repeatKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null || KEY.test(key)) return key;
  throw new HttpRefusal(400, "invalid", "An Idempotency-Key has 1 to 255 characters, without spaces.");
}
