/** Tags as the ledger keeps them: JSON text for the database, and the text as it came where JSON cannot carry it. */
export type TagSet = { tags: string | null; raw: string | null; isReadable: boolean };

/** Far more than anybody writes; thousands of levels are too many for the database and for JSON itself. */
const MOST_LEVELS = 50;

type Pair = { key: unknown; value?: unknown };

/**
 * Reads a Tags cell: a JSON object, or an array of { key, value } as BigQuery exports it. Text that is neither is
 * kept as it came and counts as untagged: tags never change a cost, so they are no reason to refuse a bill.
 */
export function tagSet(text: string | null): TagSet {
  if (text === null) return { tags: null, raw: null, isReadable: true };
  const read = tagsIn(text);
  if (!read || isDeeper(read, MOST_LEVELS)) return { tags: null, raw: text, isReadable: false };
  const tags = JSON.stringify(read);
  // Postgres has no text for NUL and half surrogates, not even escaped.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(tags)) return { tags: null, raw: text, isReadable: false };
  return { tags, raw: tags === text && isInStoredOrder(read) ? null : text, isReadable: true };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Postgres's jsonb orders keys by length, then by bytes; text in another order is kept, so that it can be given back. */
function isInStoredOrder(tags: object): boolean {
  const keys = Object.keys(tags).map((key) => Buffer.from(key));
  const isNested = Object.values(tags).some((value) => typeof value === "object" && value !== null);
  return !isNested && keys.every((key, index) => index === 0 || isBefore(keys[index - 1] ?? key, key));
}

function isBefore(one: Buffer, other: Buffer): boolean {
  return one.length < other.length || (one.length === other.length && Buffer.compare(one, other) < 0);
}

function tagsIn(text: string): object | null {
  const value = parsed(text);
  if (Array.isArray(value)) return value.every(isPair) ? fromPairs(value) : null;
  return typeof value === "object" ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isPair(item: unknown): item is Pair {
  return typeof item === "object" && item !== null && "key" in item && typeof item.key === "string";
}

/** Of two tags with one key the last counts, as in a JSON object. */
function fromPairs(pairs: Pair[]): object {
  return Object.fromEntries(pairs.map(({ key, value }) => [String(key), value ?? null]));
}
