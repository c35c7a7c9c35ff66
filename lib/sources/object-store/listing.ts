import { SourceRefusal } from "../refusal";
import type { ObjectStore, StoredObject } from "./store";

/** A daily export of three years in a hundred parts; more is a prefix that holds other things as well. */
const MOST_OBJECTS = 250_000;
const MOST_MANIFEST_BYTES = 16 * 2 ** 20;

export type Listing = Map<string, StoredObject>;

/** All objects of an export: whether a file that a manifest names is there follows from it without asking again. */
export async function listingOf(store: ObjectStore, prefix: string, tell: (objects: number) => void): Promise<Listing> {
  const listing: Listing = new Map();
  for await (const object of store.list(prefix)) {
    listing.set(object.key, object);
    if (listing.size % 1_000 === 0) tell(listing.size);
    if (listing.size > MOST_OBJECTS) {
      throw new SourceRefusal("provider", {
        message: `There are more than ${MOST_OBJECTS.toLocaleString("en-US")} objects under ${prefix || "the root"}.`,
        advice: "Enter the prefix of the export itself, so that nothing else is listed.",
        passing: false,
      });
    }
  }
  return listing;
}

/** The whole text of a small object, such as a manifest. */
export async function textOf(store: ObjectStore, object: StoredObject): Promise<string> {
  if (object.bytes > MOST_MANIFEST_BYTES) {
    throw new SourceRefusal("provider", {
      message: `${object.key} is ${Math.round(object.bytes / 2 ** 20)} MB large, which no manifest is.`,
      advice: "Look at what writes there.",
      passing: false,
    });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of await store.open(object, 0)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** "a/b/c.csv" is c.csv. */
export function nameIn(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** A prefix as people enter it, without slashes at its ends, and with one at its end where it names a folder. */
export function folderPrefix(entered: string | undefined): string {
  const trimmed = (entered ?? "").trim().replaceAll(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `${trimmed}/`;
}
