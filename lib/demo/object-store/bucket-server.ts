import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorXml, listingPage, type Stored } from "./bucket-xml";
import { StoreError, type StoreFault, StoreFaults } from "./store-fault";

export type BucketOptions = {
  bucket: string;
  region: string;
  accessKeyId: string;
  /** Keys a page of a listing. */
  pageSize?: number;
};

export type StoreRequest = { operation: string; key: string; range: string | null; status: number };

export type RunningBucket = {
  url: string;
  put: (key: string, content: string | Buffer, changedAt: Date) => void;
  remove: (key: string) => void;
  inject: (fault: StoreFault) => void;
  clearFaults: () => void;
  /** Every request that was answered, the refused ones too. */
  log: () => readonly StoreRequest[];
  stop: () => Promise<void>;
};

type World = { options: BucketOptions; objects: Map<string, Stored>; faults: StoreFaults; log: StoreRequest[] };

/** Starts one bucket on loopback that speaks the part of S3 by which exports are read, with the bucket in the path. */
export async function startBucket(options: BucketOptions): Promise<RunningBucket> {
  const world: World = { options, objects: new Map(), faults: new StoreFaults(), log: [] };
  const server = createServer((request, response) => answer(request, response, world));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (key, content, changedAt) => {
      const bytes = Buffer.from(content);
      const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
      world.objects.set(key, { content: bytes, etag, changedAt });
    },
    remove: (key) => world.objects.delete(key),
    inject: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    log: () => world.log,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Asked = { operation: string; key: string; search: URLSearchParams; request: IncomingMessage };

function answer(request: IncomingMessage, response: ServerResponse, world: World): void {
  const asked = askedOf(request);
  const entry = { operation: asked.operation, key: asked.key, range: request.headers.range ?? null, status: 200 };
  world.log.push(entry);
  try {
    refuseStranger(request, world.options);
    const fault = world.faults.strike(asked.operation, asked.key);
    if (fault?.kind === "refused") throw new StoreError(fault.error, `Scripted for ${asked.key || "the listing"}.`);
    const most = fault?.kind === "dropped" ? fault.afterBytes : null;
    entry.status =
      asked.operation === "ListObjectsV2" ? list(asked, response, world) : give(asked, response, world, most);
  } catch (error) {
    const refusal = error instanceof StoreError ? error : new StoreError("InternalError", String(error));
    entry.status = refusal.status;
    response.writeHead(refusal.status, { "content-type": "application/xml" });
    response.end(request.method === "HEAD" ? "" : errorXml(refusal));
  }
}

function askedOf(request: IncomingMessage): Asked & { bucket: string } {
  const url = new URL(request.url ?? "/", "http://loopback");
  const [, bucket = "", ...path] = url.pathname.split("/").map(decodeURIComponent);
  const key = path.join("/");
  const operation = key === "" ? "ListObjectsV2" : request.method === "HEAD" ? "HeadObject" : "GetObject";
  return { operation, bucket, key, search: url.searchParams, request };
}

/** The signature must be there and name a known key and the bucket's region; its digits are not computed again. */
function refuseStranger(request: IncomingMessage, { bucket, region, accessKeyId }: BucketOptions): void {
  const signed = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, SignedHeaders=.+Signature=/;
  const [, key, named] = signed.exec(request.headers.authorization ?? "") ?? [];
  if (key === undefined) throw new StoreError("AccessDenied", "Access Denied");
  if (key !== accessKeyId) {
    throw new StoreError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  }
  if (named !== region) {
    const message = `The authorization header is malformed; the region '${named}' is wrong; expecting '${region}'`;
    throw new StoreError("AuthorizationHeaderMalformed", message);
  }
  if (!["GET", "HEAD"].includes(request.method ?? ""))
    throw new StoreError("MethodNotAllowed", "This store is only read.");
  if (askedOf(request).bucket !== bucket) throw new StoreError("NoSuchBucket", "The specified bucket does not exist");
}

function list({ search }: Asked, response: ServerResponse, { options, objects }: World): number {
  const text = listingPage(options.bucket, objects, search, options.pageSize ?? 1_000);
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(text);
  return 200;
}

function give({ key, request }: Asked, response: ServerResponse, { objects }: World, most: number | null): number {
  const stored = objects.get(key);
  if (!stored) throw new StoreError("NoSuchKey", "The specified key does not exist.");
  const { content, etag, changedAt } = stored;
  const match = request.headers["if-match"];
  if (match !== undefined && match !== etag) throw new StoreError("PreconditionFailed", "The object has changed.");
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (from >= content.length && from > 0) throw new StoreError("InvalidRange", "The range is not satisfiable");
  const body = content.subarray(from);
  const status = request.headers.range === undefined ? 200 : 206;
  response.writeHead(status, {
    "content-length": body.length,
    etag,
    "last-modified": changedAt.toUTCString(),
    ...(status === 206 ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
  });
  if (request.method === "HEAD") response.end();
  else if (most === null) response.end(body);
  else response.write(body.subarray(0, most), () => response.destroy());
  return status;
}
