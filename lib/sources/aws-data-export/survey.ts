import type { Survey } from "../delivery";
import { folderPrefix, type Listing, listingOf } from "../object-store/listing";
import { deliveryOf } from "../object-store/manifest-delivery";
import { SourceRefusal } from "../refusal";
import type { Reading } from "../source";
import { bucketOf } from "./bucket";
import { hasUnannounced, manifested, newestManifests } from "./manifests";
import type { Settings } from "./settings";

/** One listing and one small manifest a month tell what there is; nothing else is read. */
export async function surveyBucket(settings: Settings, reading: Reading): Promise<Survey> {
  const bucket = bucketOf(settings, reading);
  try {
    const prefix = folderPrefix(settings.prefix);
    const tell = (objects: number) => reading.progress({ step: "looking", text: `Looking at ${objects} objects` });
    const listing = await listingOf(bucket, prefix, tell);
    const exported = newestManifests(listing);
    if (exported.length === 0) throw noExport(settings, listing);
    const isOnly = new Set(exported.map(({ path }) => path)).size === 1;
    const survey: Survey = { deliveries: [], notes: [], waits: false, memory: {}, close: bucket.close };
    for (const each of exported) {
      const told = await manifested(bucket, each, { bucket: settings.bucket, isOnly });
      const delivery = deliveryOf(told, { store: bucket, listing, reading });
      if (delivery) survey.deliveries.push(delivery);
      else survey.notes.push(`${told.title} is being written at the moment; it is read when it is complete.`);
    }
    return { ...survey, waits: survey.notes.length > 0 };
  } catch (error) {
    bucket.close();
    throw error;
  }
}

/** Says what is there instead. */
export function noExport({ bucket, prefix }: Settings, listing: Listing): SourceRefusal {
  const place = prefix ? `under ${prefix} in the bucket ${bucket}` : `in the bucket ${bucket}`;
  if (hasUnannounced(listing)) {
    return new SourceRefusal("provider", {
      message: `The first delivery ${place} is not complete: there is data and no manifest yet.`,
      advice:
        "AWS writes the manifest last, usually within an hour. If there never is one, the export is not a Data Export.",
      passing: true,
    });
  }
  const found = listing.size === 0 ? "nothing" : `${listing.size} objects and no manifest of a data export`;
  return new SourceRefusal("provider", {
    message: `There is ${found} ${place}.`,
    advice:
      "Check the bucket and prefix under Billing and Cost Management, Data Exports. A new export is delivered for the first time within 24 hours.",
    passing: listing.size === 0,
  });
}
