import { z } from "zod";
import { addDays, type Day, isDay, monthOf } from "../../focus/period";
import type { Listing } from "../object-store/listing";
import { nameIn, textOf } from "../object-store/listing";
import type { Manifested } from "../object-store/manifest-delivery";
import { monthTitle } from "../object-store/month-title";
import type { ObjectStore, StoredObject } from "../object-store/store";
import { SourceRefusal } from "../refusal";

const count = z.number().int().nonnegative().nullish();

const Manifest = z.looseObject({
  dataRowCount: count,
  exportConfig: z.looseObject({ exportName: z.string().nullish(), resourceId: z.string().nullish(), type: z.string() }),
  runInfo: z.looseObject({
    startDate: z.string(),
    endDate: z.string(),
    submittedTime: z.string().nullish(),
    runId: z.string().nullish(),
  }),
  blobs: z.array(z.looseObject({ blobName: z.string().min(1), byteCount: count })),
});

/** A run of an export, as its manifest tells it. */
export type Run = Manifested & { type: string; exportName: string; isWholeMonths: boolean; submitted: string };

const MANIFEST = /(^|\/)manifest\.json$/i;
const RANGE = /(^|\/)\d{8}-\d{8}(\/|$)/;
const RUN = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{12,14})$/i;

/**
 * The manifests worth reading. Where the folders name the date range, the newest of each export and range is enough, and
 * those of the same second, which is all that Azure tells; elsewhere each has to be read to know what it covers.
 */
export function manifestsToRead(listing: Listing): StoredObject[] {
  const newest = new Map<string, StoredObject[]>();
  for (const object of listing.values()) {
    if (!MANIFEST.test(object.key)) continue;
    const folder = object.key.slice(0, -nameIn(object.key).length);
    const place = RANGE.test(folder) ? withoutRun(folder) : object.key;
    const known = newest.get(place) ?? [];
    const later = object.changedAt.getTime() - (known[0]?.changedAt.getTime() ?? 0);
    if (later >= 0) newest.set(place, later > 0 ? [object] : [...known, object]);
  }
  return [...newest.values()].flat();
}

function withoutRun(folder: string): string {
  return folder
    .split("/")
    .filter((segment) => !RUN.test(segment))
    .join("/");
}

export async function runOf(store: ObjectStore, manifest: StoredObject, listing: Listing): Promise<Run> {
  const { exportConfig, runInfo, blobs, dataRowCount } = parsed(manifest.key, await textOf(store, manifest));
  // The last day of the range is in it, as people write it; FOCUS would name the day after.
  const period = { from: dayIn(runInfo.startDate, manifest.key), to: addDays(dayIn(runInfo.endDate, manifest.key), 1) };
  const exportName = exportConfig.exportName ?? nameIn(exportConfig.resourceId ?? "") ?? "export";
  const months = monthRange(period);
  return {
    key: `${exportConfig.resourceId ?? exportName} ${months}`.toLowerCase(),
    title: months.split(" to ").map(monthTitle).join(" to "),
    month: monthOf(addDays(period.to, -1)).from,
    manifest,
    files: blobs.map(({ blobName, byteCount }) => ({ key: keyOf(blobName, listing), bytes: byteCount ?? null })),
    rows: dataRowCount ?? null,
    type: exportConfig.type,
    exportName,
    isWholeMonths: period.from.endsWith("-01"),
    submitted: runInfo.submittedTime ?? manifest.changedAt.toISOString(),
  };
}

function parsed(key: string, text: string): z.output<typeof Manifest> {
  try {
    // Written with a byte order mark.
    return Manifest.parse(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (cause) {
    const refusal = {
      message: `${key} is not a manifest of a Cost Management export.`,
      advice: "Enter the directory of the export itself, so that nothing else is looked at.",
      passing: false,
    };
    throw new SourceRefusal("provider", refusal, { cause });
  }
}

function dayIn(instant: string, key: string): Day {
  const day = instant.slice(0, 10);
  if (isDay(day)) return day;
  throw new SourceRefusal("provider", {
    message: `${key} names a date that does not exist: ${instant.slice(0, 40)}.`,
    advice: "Run the export again.",
    passing: false,
  });
}

function monthRange({ from, to }: { from: Day; to: Day }): string {
  const [first, last] = [from.slice(0, 7), addDays(to, -1).slice(0, 7)];
  return first === last ? first : `${first} to ${last}`;
}

/** Named from the root of the container; some versions put the container itself before it. */
function keyOf(blobName: string, listing: Listing): string {
  const plain = blobName.replace(/^\/+/, "");
  const inside = plain.slice(plain.indexOf("/") + 1);
  return !listing.has(plain) && listing.has(inside) ? inside : plain;
}

/** Of several runs of one export and range the last: the others hold what it holds again. */
export function newestRuns(runs: Run[]): Run[] {
  const newest = new Map<string, Run>();
  for (const run of runs.toSorted((one, other) => (one.submitted < other.submitted ? -1 : 1))) newest.set(run.key, run);
  return [...newest.values()].toSorted((one, other) => (one.month < other.month ? -1 : 1));
}
