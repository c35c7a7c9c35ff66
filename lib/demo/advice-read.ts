import type { AdvicePage } from "../sources/advice";
import type { AdviceReader } from "../sources/aws-advice/reader";
import type { CloudAdvice } from "./cloud/inventory/resource";
import type { RunningCloud } from "./cloud-server";
import { readingAt, settingsOf } from "./inventory-read";

/** For tests: everything that one of AWS's services advises, read over the wire as a run does. */
export async function adviceOf(reader: AdviceReader, running: RunningCloud, settings: object = {}) {
  let spent = 0;
  const spend = async () => {
    spent++;
  };
  const pages: AdvicePage[] = [];
  for await (const page of reader.read(settingsOf(settings), { ...readingAt(running), spend })) pages.push(page);
  return {
    pages,
    advice: pages.flatMap((page) => page.advice),
    problems: pages.flatMap((page) => page.problems),
    spent,
  };
}

export const idsOf = (list: { resource: { id: string } | null }[]) => list.map(({ resource }) => resource?.id).sort();
export const knownIds = (list: readonly CloudAdvice[]) => list.map(({ resource }) => resource.facts.id).sort();
