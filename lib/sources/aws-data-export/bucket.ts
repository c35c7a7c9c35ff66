import { Readable } from "node:stream";
import { type _Object, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { awsAccess, TIMEOUTS } from "../aws/credentials";
import { isImitated } from "../aws/imitated";
import type { Action } from "../aws/refusals";
import type { ObjectStore, StoredObject } from "../object-store/store";
import type { Reading } from "../source";
import { bucketRefusal } from "./refusals";
import type { Settings } from "./settings";

const ATTEMPTS = 6;

export type Bucket = ObjectStore & {
  /** True when the role lets us in without the external id, null when that cannot be told. */
  isRoleUnguarded: () => Promise<boolean | null>;
};

/** The bucket of an export. Where AWS is imitated, its name is part of the path. */
export function bucketOf(settings: Settings, reading: Pick<Reading, "endpoint" | "externalId" | "signal">): Bucket {
  const { region, bucket } = settings;
  const place = { region, ...(reading.endpoint ? { endpoint: reading.endpoint } : {}) };
  const access = awsAccess(settings, place, reading);
  const client = new S3Client({
    ...place,
    credentials: access.credentials,
    maxAttempts: ATTEMPTS,
    requestHandler: TIMEOUTS,
    forcePathStyle: isImitated(reading),
    // Exports carry no checksum of their own, and what arrived is checked by its length.
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const asking: Asking = async (action, ask) => {
    try {
      return await ask();
    } catch (error) {
      throw bucketRefusal(error, action, settings);
    }
  };
  const opened: Opened = { client, bucket, asking, abortSignal: reading.signal };
  return {
    list: (prefix) => listed(opened, prefix),
    open: (object, from) => body(opened, object, from),
    isRoleUnguarded: access.isRoleUnguarded,
    close: () => {
      client.destroy();
      access.close();
    },
  };
}

type Asking = <Answer>(action: Action, ask: () => Promise<Answer>) => Promise<Answer>;
type Opened = { client: S3Client; bucket: string; asking: Asking; abortSignal: AbortSignal };

async function* listed({ client, bucket, asking, abortSignal }: Opened, prefix: string): AsyncGenerator<StoredObject> {
  let token: string | undefined;
  do {
    const page = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
    const answer = await asking("s3:ListBucket", () => client.send(page, { abortSignal }));
    yield* (answer.Contents ?? []).flatMap(objectOf);
    token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
  } while (token);
}

/** A key that ends in a slash is a folder that somebody made in the console. */
function objectOf({ Key, Size = 0, ETag = "", LastModified = new Date(0) }: _Object): StoredObject[] {
  if (Key === undefined || Key.endsWith("/")) return [];
  return [{ key: Key, bytes: Size, version: ETag, changedAt: LastModified }];
}

async function body({ client, bucket, asking, abortSignal }: Opened, { key, version }: StoredObject, from: number) {
  const Range = from > 0 ? `bytes=${from}-` : undefined;
  const object = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: version || undefined, Range });
  const { Body } = await asking("s3:GetObject", () => client.send(object, { abortSignal }));
  if (!(Body instanceof Readable)) throw new Error("The client for S3 gave no stream.");
  return Body;
}
