import type { Survey } from "../delivery";
import { folderPrefix, type Listing, listingOf } from "../object-store/listing";
import { deliveryOf } from "../object-store/manifest-delivery";
import type { ObjectStore } from "../object-store/store";
import { SourceRefusal } from "../refusal";
import type { Reading } from "../source";
import { containerOf } from "./container";
import { manifestsToRead, newestRuns, type Run, runOf } from "./manifests";
import type { Settings } from "./settings";

/** One listing and one small manifest a month tell what there is; nothing else is read. */
export async function surveyContainer(settings: Settings, reading: Reading): Promise<Survey> {
  const container = containerOf(settings, reading);
  const tell = (blobs: number) => reading.progress({ step: "looking", text: `Looking at ${blobs} blobs` });
  const listing = await listingOf(container, folderPrefix(settings.path), tell);
  const runs = await runsIn(container, listing);
  const focus = runs.filter(({ type }) => /^focus/i.test(type));
  if (focus.length === 0) throw noExport(settings, listing, runs);
  const isOnly = new Set(focus.map(({ exportName }) => exportName)).size === 1;
  const survey: Survey = { deliveries: [], notes: otherTypes(runs), waits: false, memory: {}, close: container.close };
  for (const run of newestRuns(focus)) {
    const told = isOnly ? run : { ...run, title: `${run.exportName}, ${run.title}` };
    const delivery = deliveryOf(told, { store: container, listing, reading });
    if (!delivery) {
      survey.notes.push(`${told.title} is being written at the moment; it is read when it is complete.`);
      survey.waits = true;
    } else survey.deliveries.push(run.isWholeMonths ? delivery : { ...delivery, refusal: notWholeMonths(run) });
  }
  return survey;
}

async function runsIn(container: ObjectStore, listing: Listing): Promise<Run[]> {
  const runs: Run[] = [];
  for (const manifest of manifestsToRead(listing)) runs.push(await runOf(container, manifest, listing));
  return runs;
}

function otherTypes(runs: Run[]): string[] {
  const others = runs.filter(({ type }) => !/^focus/i.test(type));
  const named = new Set(others.map(({ exportName, type }) => `The export ${exportName} is of type ${type}`));
  return [...named].map((name) => `${name}, not FOCUS; it is left out.`);
}

/** A week would replace the month it lies in. */
function notWholeMonths({ manifest }: Run): SourceRefusal {
  return new SourceRefusal("provider", {
    message: `${manifest.key} covers a part of a month that does not begin with its first day.`,
    advice: "Let the export run daily for the month to date, and once for each closed month.",
    passing: false,
  });
}

function noExport({ container, path }: Settings, listing: Listing, runs: Run[]): SourceRefusal {
  const place = path ? `under ${path} in the container ${container}` : `in the container ${container}`;
  const [other] = runs;
  const sentence = (message: string, advice: string) =>
    new SourceRefusal("provider", { message, advice, passing: other === undefined });
  if (other) {
    return sentence(
      `The export ${other.exportName} ${place} is of type ${other.type}, not FOCUS.`,
      'Make an export of the type "Cost and usage details (FOCUS)" under Cost Management, Exports.',
    );
  }
  if ([...listing.keys()].some((key) => /\.(csv|csv\.gz|parquet)$/i.test(key))) {
    return sentence(
      `The first delivery ${place} is not complete: there is data and no manifest yet.`,
      "Azure writes manifest.json last. If there never is one, switch on file partitioning for the export.",
    );
  }
  return sentence(
    `There is ${listing.size === 0 ? "nothing" : "no export"} ${place}.`,
    "Check the container and directory under Cost Management, Exports. A new export runs for the first time within 24 hours, or with Run now.",
  );
}
