import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Scope } from "../lib/auth/scope";
import { rowsOf, sql } from "../lib/db/sql";
import { dayOf } from "../lib/focus/period";
import { storeSource } from "../lib/ledger/source-create";
import type { RunOutcome } from "../lib/rightsizing/run/run";
import { saveSettings } from "../lib/rightsizing/settings/settings";
import { RightsizingSettings } from "../lib/rightsizing/settings/spec";
import { withBill } from "./advice-bill";
import { benchAccounts, benchRegions, madeInventory } from "./made-inventory";
import { children, measuredImport, read, secondsOf } from "./measured-import";
import { cloudProcess, settings } from "./measured-inventory";

const MINUTES = 10;
const MOST_BYTES = 500e6;
/** After this share of the resources the look is killed, and another process goes on. */
const KILLED_AFTER = 0.4;

export type MeasuredAdvice = { lines: string[]; wrong: string[] };

/**
 * `outlay recommend run` over so many resources and their bill, over the wire, killed on the way. Lines for the screen,
 * and what is wrong.
 */
export async function measuredAdvice(
  scope: Scope,
  count: number,
  say: (text: string) => void,
): Promise<MeasuredAdvice> {
  const today = dayOf(new Date());
  const resources = madeInventory(count, today).inventory?.resources ?? [];
  say("Importing the bill");
  const charges = await withBill(resources, today, async (files, made) => {
    const { rows } = await measuredImport(scope, "Bill", files);
    if (rows !== made) throw new Error(`Imported ${rows} of ${made} charges.`);
    return rows;
  });
  await connected(scope);
  const cloud = await cloudProcess(count, today);
  try {
    const started = performance.now();
    const stop = resources.length * KILLED_AFTER;
    say(`Looking, until ${Math.round(stop)} resources are judged`);
    const killed = await lookedUntilKilled(scope, cloud.url, stop);
    say("Killed; going on");
    const looked = await lookedToTheEnd(cloud.url);
    const seconds = (performance.now() - started) / 1000;
    return await told({ ...looked, seconds, charges, killed, expected: resources.length });
  } finally {
    cloud.stop();
  }
}

/** A source whose credentials the cloud takes, and the choice to read what its accounts have. */
async function connected(scope: Scope): Promise<void> {
  process.env.OUTLAY_SECRET ??= "a secret of the bench, which opens nothing";
  const { auth, accessKeyId = "", secretAccessKey = "" } = settings;
  const access = { auth, accessKeyId, secretAccessKey, billingAccountId: benchAccounts[0] ?? "" };
  await storeSource(scope.workspaceId, { connector: "aws-cost-explorer", name: "AWS", settings: access }, null);
  const inventory = { read: true, memberAccounts: benchAccounts, regions: benchRegions };
  await saveSettings(scope, RightsizingSettings.parse({ inventory }), new Date());
}

type Looked = { outcome: RunOutcome; use: Use };
type Found = Looked & { seconds: number; charges: number; killed: { after: number; use: Use }; expected: number };

async function told({ outcome, use, seconds, charges, killed, expected }: Found): Promise<MeasuredAdvice> {
  const [kept] = await rowsOf<{ verdicts: number; advice: number; counted: string; runs: number }>(sql`
    select (select count(*)::int from resource_verdict where kind <> 'on the bill') as verdicts,
      (select count(*)::int from recommendation) as advice,
      (select round(sum(counted))::text from recommendation) as counted,
      (select count(*)::int from rightsizing_run) as runs`);
  const number = (value: number) => value.toLocaleString("en");
  const met = (isMet: boolean) => (isMet ? "met" : "MISSED");
  const peak = Math.max(use.peakBytes, killed.use.peakBytes);
  return {
    lines: [
      `${number(outcome.resources)} resources with ${number(charges)} charges judged, ${number(kept?.advice ?? 0)} recommendations kept, $${kept?.counted} a month counted`,
      `  time                 ${seconds.toFixed(0)} s, goal < ${MINUTES * 60} s: ${met(seconds < MINUTES * 60)}`,
      `  processor time       ${(use.cpuSeconds + killed.use.cpuSeconds).toFixed(0)} s in both processes`,
      `  highest memory       ${(peak / 1e6).toFixed(0)} MB, goal < ${MOST_BYTES / 1e6} MB: ${met(peak < MOST_BYTES)}`,
      `  requests to AWS      ${number(outcome.requests)}, for $${outcome.requestCost}`,
      `  killed               after ${number(killed.after)} resources; another process went on from there`,
    ],
    wrong: [
      ...(outcome.resources >= expected && kept?.verdicts === expected
        ? []
        : [`${kept?.verdicts} verdicts on ${expected} resources, ${outcome.resources} of them counted.`]),
      ...(outcome.isResumed && kept?.runs === 1 ? [] : ["The killed look was not gone on with."]),
    ],
  };
}

const program = fileURLToPath(new URL("../bin/outlay.mjs", import.meta.url));

function looking(endpoint: string): ChildProcess {
  return spawn(process.execPath, [program, "recommend", "run", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, AWS_ENDPOINT_URL: endpoint },
  });
}

async function lookedToTheEnd(endpoint: string): Promise<Looked> {
  const child = looking(endpoint);
  const watch = watched(child);
  if (!child.stdout) throw new Error("The command prints nothing.");
  const printed = await text(child.stdout);
  watch.stop();
  if (!printed) throw new Error("The command failed.");
  return { outcome: JSON.parse(printed) as RunOutcome, use: watch.use };
}

const LOOK_EVERY_MS = 200;

async function lookedUntilKilled(scope: Scope, endpoint: string, resources: number) {
  const child = looking(endpoint);
  const watch = watched(child);
  const gone = once(child, "exit");
  const printed = child.stdout ? text(child.stdout) : Promise.resolve("");
  for (;;) {
    const [run] = await rowsOf<{ resources: number }>(sql`
      select resources from rightsizing_run where workspace_id = ${scope.workspaceId}::uuid`);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The look ended before it could be killed: ${await printed}`);
    }
    if (run && run.resources >= resources) {
      child.kill("SIGKILL");
      await gone;
      watch.stop();
      return { after: run.resources, use: watch.use };
    }
    await pause(LOOK_EVERY_MS);
  }
}

type Use = { peakBytes: number; cpuSeconds: number };

/** What the system says of a process and of those that it started, all together, while they are there. */
function watched({ pid = 0 }: ChildProcess): { use: Use; stop: () => void } {
  const use = { peakBytes: 0, cpuSeconds: 0 };
  const seconds = new Map<number, number>();
  const timer = setInterval(() => {
    const all = [pid, ...children(pid)];
    const held = all.map((each) => Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${each}/status`))?.[1] ?? 0) * 1024);
    use.peakBytes = Math.max(
      use.peakBytes,
      held.reduce((sum, bytes) => sum + bytes, 0),
    );
    for (const each of all) {
      const spent = secondsOf(each);
      if (spent !== null) seconds.set(each, spent);
    }
    use.cpuSeconds = [...seconds.values()].reduce((sum, spent) => sum + spent, 0);
  }, LOOK_EVERY_MS);
  return { use, stop: () => clearInterval(timer) };
}
