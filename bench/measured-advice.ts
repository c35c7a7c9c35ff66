import type { Scope } from "../lib/auth/scope";
import { rowsOf, sql } from "../lib/db/sql";
import { startOf } from "../lib/focus/period";
import { runAdvice } from "../lib/rightsizing/run/run";
import { readCatalogue } from "../lib/sources/aws-inventory/catalogue";
import { readInventory } from "../lib/sources/aws-inventory/read";
import { cloudProcess, readingAt, settings, TODAY } from "./measured-inventory";

const MINUTES = 10;
const MOST_BYTES = 500e6;

/** One run over so many resources: read over the wire, judged, kept, counted. Lines for the screen, and what is wrong. */
export async function measuredAdvice(scope: Scope, count: number): Promise<{ lines: string[]; wrong: string[] }> {
  const cloud = await cloudProcess(count);
  const reading = readingAt(cloud.url);
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 100);
  const started = performance.now();
  const before = process.cpuUsage();
  try {
    const inventory = {
      pages: () => readInventory(settings, reading),
      catalogue: (region: string) => readCatalogue(settings, region, reading),
    };
    const outcome = await runAdvice(scope, { inventories: [inventory], advice: [] }, startOf(TODAY));
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    const [kept] = await rowsOf<{ verdicts: number; advice: number }>(sql`
      select (select count(*)::int from resource_verdict) as verdicts, (select count(*)::int from recommendation) as advice`);
    const met = (isMet: boolean) => (isMet ? "met" : "MISSED");
    return {
      lines: [
        `${outcome.resources.toLocaleString("en")} resources judged, ${kept?.advice.toLocaleString("en")} recommendations kept`,
        `  time                 ${seconds.toFixed(0)} s, goal < ${MINUTES * 60} s: ${met(seconds < MINUTES * 60)}`,
        `  processor time       ${((user + system) / 1e6).toFixed(0)} s in this process`,
        `  highest memory       ${(peakBytes / 1e6).toFixed(0)} MB, goal < ${MOST_BYTES / 1e6} MB: ${met(peakBytes < MOST_BYTES)}`,
        `  requests to AWS      ${outcome.requests.toLocaleString("en")}, metrics for $${outcome.requestCost}`,
      ],
      wrong: [
        ...(kept?.verdicts === outcome.resources
          ? []
          : [`${kept?.verdicts} verdicts on ${outcome.resources} resources.`]),
        ...outcome.problems.slice(0, 5).map(({ where, message }) => `${where}: ${message}`),
      ],
    };
  } finally {
    clearInterval(watch);
    cloud.stop();
  }
}
