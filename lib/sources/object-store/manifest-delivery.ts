import { createHash } from "node:crypto";
import { type Day, dayOf, daysBetween, monthOf } from "../../focus/period";
import type { Delivery } from "../delivery";
import { download } from "../download";
import { SourceRefusal } from "../refusal";
import type { Reading } from "../source";
import { type Listing, nameIn } from "./listing";
import type { ObjectStore, StoredObject } from "./store";

/** What a manifest says, whoever wrote it. */
export type Manifested = {
  key: string;
  title: string;
  /** The first day of the last month that it covers. */
  month: Day;
  manifest: StoredObject;
  files: { key: string; bytes: number | null }[];
  rows: number | null;
};

// AWS may still change a closed month during the first two weeks after its end, and Azure during the first five days.
const DAYS_UNTIL_FINAL = 14;
// A manifest is written last. Files that are newer are the beginning of the next delivery, unless that never came.
const HOURS_OF_WRITING = 3;
const MILLISECONDS_AN_HOUR = 3_600_000;

type Source = { store: ObjectStore; listing: Listing; reading: Pick<Reading, "now" | "signal"> };

/** The delivery that a manifest announces; null while its files are being written again. */
export function deliveryOf(told: Manifested, { store, listing, reading }: Source): Delivery | null {
  const found = told.files.map((file) => ({ ...file, object: listing.get(file.key) ?? null }));
  const objects = found.flatMap(({ object }) => object ?? []);
  if (isBeingWritten(told.manifest, objects, reading.now)) return null;
  return {
    key: told.key,
    title: told.title,
    fingerprint: fingerprintOf(told.manifest, objects),
    final: daysBetween({ from: monthOf(told.month).to, to: dayOf(reading.now) }) >= DAYS_UNTIL_FINAL,
    rows: told.rows,
    files: objects.map((object) => ({
      name: nameIn(object.key),
      bytes: object.bytes,
      bring: async (path, tell) => {
        const { bytes } = object;
        const open = (from: number) => store.open(object, from);
        await download({ path, name: nameIn(object.key), bytes, open, tell, signal: reading.signal });
      },
    })),
    confirm: async () => await refuseRewritten(store, [told.manifest, ...objects]),
    refusal: refusalOf(told, found),
    replacesOthers: false,
  };
}

function isBeingWritten(manifest: StoredObject, objects: StoredObject[], now: Date): boolean {
  const newest = Math.max(0, ...objects.map(({ changedAt }) => changedAt.getTime()));
  return newest > manifest.changedAt.getTime() && now.getTime() - newest < HOURS_OF_WRITING * MILLISECONDS_AN_HOUR;
}

/** While one file was brought, the next may have been written again, and after hours the manifest too. */
async function refuseRewritten(
  store: ObjectStore,
  [manifest, ...objects]: [StoredObject, ...StoredObject[]],
): Promise<void> {
  const now = new Map<string, string>();
  for (const prefix of [manifest.key, folderOf(objects)]) {
    for await (const { key, version } of store.list(prefix)) now.set(key, version);
  }
  if ([manifest, ...objects].every(({ key, version }) => now.get(key) === version)) return;
  throw new SourceRefusal("provider", {
    message: "The export was written again while it was being read.",
    advice: "Nothing was imported from the mixture; the next sync reads the new one.",
    passing: true,
  });
}

/** The longest path that all of them lie under. */
function folderOf(objects: StoredObject[]): string {
  const keys = objects.map(({ key }) => key).toSorted();
  const [first = "", last = ""] = [keys.at(0), keys.at(-1)];
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, first.lastIndexOf("/", length) + 1);
}

function fingerprintOf(manifest: StoredObject, objects: StoredObject[]): string {
  const versions = [manifest, ...objects].map(({ key, bytes, version }) => [key, bytes, version]);
  return createHash("sha256").update(JSON.stringify(versions)).digest("hex");
}

type Found = { key: string; bytes: number | null; object: StoredObject | null };

function refusalOf({ manifest, files }: Manifested, found: Found[]): SourceRefusal | null {
  const missing = found.filter(({ object }) => object === null);
  const other = found.find(({ bytes, object }) => object !== null && bytes !== null && bytes !== object.bytes);
  if (files.length === 0) return incomplete(`The manifest ${manifest.key} names no files.`);
  if (missing.length > 0) {
    const [first] = missing;
    const which = missing.length === 1 ? `a file that is` : `${missing.length} of ${files.length} files that are`;
    return incomplete(`The manifest ${manifest.key} names ${which} not there: ${first?.key}.`);
  }
  if (!other) return null;
  return incomplete(`The manifest states ${other.bytes} bytes for ${other.key}, which has ${other.object?.bytes}.`);
}

function incomplete(message: string): SourceRefusal {
  return new SourceRefusal("provider", {
    message,
    advice:
      "What the ledger has of this period is kept. If the next delivery does not repair it, look whether something removes or moves files there.",
    passing: true,
  });
}
