import { StoreError } from "./store-fault";

export type Stored = { content: Buffer; etag: string; changedAt: Date };

const MOST_KEYS = 1_000;

/** One page of a listing as S3 writes it; its mark is bound to the prefix that was asked for. */
export function listingPage(
  bucket: string,
  objects: Map<string, Stored>,
  asked: URLSearchParams,
  pageSize: number,
): string {
  const prefix = asked.get("prefix") ?? "";
  const after = startOfPage(asked.get("continuation-token"), prefix);
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const most = Math.min(Number(asked.get("max-keys") ?? MOST_KEYS), pageSize);
  const page = keys.slice(0, most);
  const last = page.at(-1);
  const isTruncated = keys.length > page.length && last !== undefined;
  const next = isTruncated ? `<NextContinuationToken>${markOf(prefix, last)}</NextContinuationToken>` : "";
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    `<Name>${bucket}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${page.length}</KeyCount>` +
    `<MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}` +
    `${page.map((key) => contentsOf(key, objects.get(key))).join("")}</ListBucketResult>`
  );
}

function contentsOf(key: string, stored: Stored | undefined): string {
  if (!stored) return "";
  const { content, etag, changedAt } = stored;
  return (
    `<Contents><Key>${escaped(key)}</Key><LastModified>${changedAt.toISOString()}</LastModified>` +
    `<ETag>${escaped(etag)}</ETag><Size>${content.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  );
}

function markOf(prefix: string, last: string): string {
  return Buffer.from(JSON.stringify([prefix, last])).toString("base64url");
}

function startOfPage(mark: string | null, prefix: string): string {
  if (mark === null) return "";
  const [marked, last] = JSON.parse(Buffer.from(mark, "base64url").toString()) as [string, string];
  if (marked !== prefix) throw new StoreError("InvalidArgument", "The continuation token provided is incorrect");
  return last;
}

export function errorXml({ name, message }: StoreError): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${name}</Code><Message>${escaped(message)}</Message><RequestId>LOOPBACK</RequestId></Error>`
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
