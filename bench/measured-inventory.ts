import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startOf } from "../lib/focus/period";
import { readInventory } from "../lib/sources/aws-inventory/read";
import { InventorySettings } from "../lib/sources/aws-inventory/settings";
import type { InventoryMark, InventoryRequests } from "../lib/sources/inventory";
import { benchAccounts, benchRegions } from "./made-inventory";

export type MeasuredInventory = {
  resources: number;
  /** Ids that were read once; the same number when nothing was read twice or left out. */
  different: number;
  seconds: number;
  /** Of the processor, in the reader alone: what the time comes to on a machine that is busy with other things. */
  processorSeconds: number;
  peakBytes: number;
  asked: InventoryRequests;
  problems: number;
  resumed: number;
};

const TODAY = "2026-11-22";
const PAGES_BEFORE_A_BREAK = 25;

/** Reads so many resources with their metrics over the wire, throttled now and then, and interrupted on the way. */
export async function measuredInventory(count: number): Promise<MeasuredInventory> {
  const cloud = await cloudProcess(count);
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 100);
  const started = performance.now();
  const before = process.cpuUsage();
  try {
    const read = await readWithBreaks(cloud.url);
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - started) / 1000;
    return { ...read, seconds, processorSeconds: (user + system) / 1e6, peakBytes };
  } finally {
    clearInterval(watch);
    cloud.stop();
  }
}

/** The simulated cloud with so many resources, in a process of its own. */
export async function cloudProcess(count: number, today = TODAY): Promise<{ url: string; stop: () => void }> {
  const script = fileURLToPath(new URL("inventory-cloud.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, String(count), today], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return { url, stop: () => child.stdin.end() };
}

type Read = Omit<MeasuredInventory, "seconds" | "processorSeconds" | "peakBytes">;

async function readWithBreaks(endpoint: string): Promise<Read> {
  const ids = new Set<string>();
  const read: Read = { resources: 0, different: 0, problems: 0, resumed: -1, asked: nothing };
  let mark: InventoryMark | null = null;
  for (let left = true; left; ) {
    left = false;
    read.resumed++;
    const before: InventoryRequests = read.asked;
    let pages = 0;
    for await (const page of readInventory(settings, readingAt(endpoint), mark)) {
      for (const { id } of page.resources) ids.add(id);
      read.resources += page.resources.length;
      read.problems += page.problems.length;
      read.asked = added(before, page.asked);
      mark = page.mark;
      pages++;
      left = pages === PAGES_BEFORE_A_BREAK;
      if (left) break;
    }
  }
  return { ...read, different: ids.size };
}

const nothing: InventoryRequests = { requests: 0, metrics: 0, metricsCost: "0" };

function added(one: InventoryRequests, other: InventoryRequests): InventoryRequests {
  const metrics = one.metrics + other.metrics;
  return { requests: one.requests + other.requests, metrics, metricsCost: String(metrics / 100_000) };
}

export const settings = InventorySettings.parse({
  auth: "keys",
  accessKeyId: "AKIABENCH",
  secretAccessKey: "not-a-secret",
  memberAccounts: benchAccounts,
  regions: benchRegions,
});

function readingAt(endpoint: string) {
  return {
    now: startOf(TODAY),
    externalId: "bench",
    endpoint,
    progress: () => {},
    signal: new AbortController().signal,
  };
}

const MINUTES = 10;
const MOST_BYTES = 500e6;

/** Lines for the screen, and what is wrong. */
export function inventoryLines(measured: MeasuredInventory): { lines: string[]; wrong: string[] } {
  const { resources, different, seconds, processorSeconds, peakBytes, asked, problems, resumed } = measured;
  const met = (isMet: boolean) => (isMet ? "met" : "MISSED");
  return {
    lines: [
      `${resources.toLocaleString("en")} resources read with their metrics of 14 days by the hour`,
      `  time                 ${seconds.toFixed(0)} s, goal < ${MINUTES * 60} s: ${met(seconds < MINUTES * 60)}`,
      `  processor time       ${processorSeconds.toFixed(0)} s in the reader`,
      `  highest memory       ${(peakBytes / 1e6).toFixed(0)} MB, goal < ${MOST_BYTES / 1e6} MB: ${met(peakBytes < MOST_BYTES)}`,
      `  requests to AWS      ${asked.requests.toLocaleString("en")}`,
      `  metrics requested    ${asked.metrics.toLocaleString("en")}, for which AWS charges $${asked.metricsCost}`,
      `  interrupted and resumed ${resumed} times`,
    ],
    wrong: [
      ...(different === resources ? [] : [`${resources} resources were read, of which ${different} are different.`]),
      ...(problems === 0 ? [] : [`${problems} problems were told where there are none.`]),
    ],
  };
}
