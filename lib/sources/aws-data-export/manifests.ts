import { z } from "zod";
import { type Listing, nameIn, textOf } from "../object-store/listing";
import type { Manifested } from "../object-store/manifest-delivery";
import { monthTitle } from "../object-store/month-title";
import type { ObjectStore, StoredObject } from "../object-store/store";
import { SourceRefusal } from "../refusal";

/** `<export>/metadata/BILLING_PERIOD=2026-10/[<execution>/]<export>-Manifest.json` */
const MANIFEST =
  /^(.*?)([^/]+)\/metadata\/billing_period=(\d{4}-(?:0[1-9]|1[0-2]))\/(?:([^/]+)\/)?([^/]+)-manifest\.json$/i;
const DATA = /\/data\/billing_period=\d{4}-\d{2}\//i;

const Manifest = z.looseObject({ dataFiles: z.array(z.string().min(1)) });

export type Exported = {
  /** Where the export lies, its name at the end. */
  path: string;
  name: string;
  month: string;
  manifest: StoredObject;
};

/** The newest manifest of each export and month: an older execution holds what the newest one holds again. */
export function newestManifests(listing: Listing): Exported[] {
  const newest = new Map<string, Exported>();
  for (const manifest of listing.values()) {
    const found = MANIFEST.exec(manifest.key);
    if (!found) continue;
    const [, before = "", name = "", month = ""] = found;
    const exported = { path: `${before}${name}`, name, month, manifest };
    const key = `${exported.path} ${month}`;
    const known = newest.get(key);
    if (!known || isNewer(manifest, known.manifest)) newest.set(key, exported);
  }
  return [...newest.values()].toSorted((one, other) => (one.month < other.month ? -1 : 1));
}

/** In one second the name decides: executions begin with their time. */
function isNewer(one: StoredObject, other: StoredObject): boolean {
  const later = one.changedAt.getTime() - other.changedAt.getTime();
  return later > 0 || (later === 0 && one.key > other.key);
}

/** Reads a manifest; the files it names are those of its execution and of no other. */
export async function manifested(
  store: ObjectStore,
  { path, name, month, manifest }: Exported,
  { bucket, isOnly }: { bucket: string; isOnly: boolean },
): Promise<Manifested> {
  const { dataFiles } = parsedManifest(manifest.key, await textOf(store, manifest));
  const title = monthTitle(month);
  return {
    key: `${path}/${month}`,
    title: isOnly ? title : `${name}, ${title}`,
    month: `${month}-01`,
    manifest,
    files: [...new Set(dataFiles)].map((named) => ({ key: keyOf(named, bucket), bytes: null })),
    rows: null,
  };
}

function parsedManifest(key: string, text: string): z.output<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    const refusal = {
      message: `${nameIn(key)} is not a manifest of AWS Data Exports: it does not list its data files.`,
      advice: "Outlay reads FOCUS 1.0 and 1.2 data exports; a legacy Cost and Usage Report is written differently.",
      passing: false,
    };
    throw new SourceRefusal("provider", refusal, { cause });
  }
}

/** A manifest names its files with the bucket or without; copied to another bucket, it still names the old one. */
function keyOf(named: string, bucket: string): string {
  const [, , key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(named) ?? [];
  return key ?? named.replace(new RegExp(`^${bucket.replaceAll(".", "\\.")}/`), "");
}

/** Data files that no manifest has announced yet: the first delivery is still being written. */
export function hasUnannounced(listing: Listing): boolean {
  return [...listing.keys()].some((key) => DATA.test(key));
}
