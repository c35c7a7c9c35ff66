import { Readable } from "node:stream";
import { ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
import {
  AnonymousCredential,
  type BlobItem,
  ContainerClient,
  type StoragePipelineOptions,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import type { ObjectStore, StoredObject } from "../object-store/store";
import type { Reading } from "../source";
import { containerRefusal } from "./refusals";
import { clouds, hostOf, type Settings, sasToken } from "./settings";

const RETRIES: StoragePipelineOptions = {
  retryOptions: { maxTries: 5, tryTimeoutInMs: 60_000, retryDelayInMs: 500, maxRetryDelayInMs: 20_000 },
};

/** The container of an export, at Azure itself or where it is imitated. */
export function containerOf(
  settings: Settings,
  { endpoint, signal }: Pick<Reading, "endpoint" | "signal">,
): ObjectStore {
  const client = clientOf(settings, endpoint ?? `https://${hostOf(settings)}`);
  return {
    list: (prefix) => listed(client, prefix, { settings, signal }),
    open: async ({ key, version }, from) => {
      try {
        const conditions = version.startsWith('"') || version.startsWith("0x") ? { ifMatch: version } : {};
        const answer = await client.getBlobClient(key).download(from, undefined, { conditions, abortSignal: signal });
        return Readable.from(answer.readableStreamBody ?? []);
      } catch (error) {
        throw containerRefusal(error, settings);
      }
    },
    close: () => {},
  };
}

function clientOf(settings: Settings, base: string): ContainerClient {
  const address = `${base}/${settings.container}`;
  const { auth, account, accountKey = "", sas = "" } = settings;
  if (auth === "sas") return new ContainerClient(`${address}?${sasToken(sas)}`, new AnonymousCredential(), RETRIES);
  if (auth === "key") return new ContainerClient(address, new StorageSharedKeyCredential(account, accountKey), RETRIES);
  return new ContainerClient(address, identityOf(settings), RETRIES);
}

function identityOf({ auth, cloud, tenantId = "", clientId = "", clientSecret = "" }: Settings) {
  const authorityHost = clouds[cloud].signIn;
  if (auth === "principal") return new ClientSecretCredential(tenantId, clientId, clientSecret, { authorityHost });
  return new DefaultAzureCredential({ authorityHost });
}

type Asking = { settings: Settings; signal: AbortSignal };

async function* listed(client: ContainerClient, prefix: string, { settings, signal }: Asking) {
  try {
    for await (const item of client.listBlobsFlat({ prefix, abortSignal: signal })) yield* objectOf(item);
  } catch (error) {
    throw containerRefusal(error, settings);
  }
}

/** Where directories are real, the listing shows them as blobs without content. */
function objectOf({ name, properties, metadata }: BlobItem): StoredObject[] {
  const { contentLength = 0, etag, lastModified } = properties;
  if (metadata?.hdi_isfolder === "true" || name.endsWith("/")) return [];
  return [{ key: name, bytes: contentLength, version: etag, changedAt: lastModified }];
}
