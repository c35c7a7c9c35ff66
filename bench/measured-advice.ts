import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Scope } from "../lib/auth/scope";
import { rowsOf, sql } from "../lib/db/sql";
import type { RunOutcome } from "../lib/rightsizing/run/run";
import { withBill } from "./advice-bill";
import { madeInventory } from "./made-inventory";
import { measuredImport } from "./measured-import";
import { cloudProcess, TODAY } from "./measured-inventory";

const MINUTES = 10;
const MOST_BYTES = 500e6;
/** After this share of the resources the look is killed, and another process goes on. */
const KILLED_AFTER = 0.4;

type Advised = { outcome: RunOutcome; processorSeconds: number; peakBytes: number };
export type MeasuredAdvice = { lines: string[]; wrong: string[] };

/** One look at so many resources and their bill, over the wire, killed on the way. Lines for the screen, and what is wrong. */
export async function measuredAdvice(
  scope: Scope,
  count: number,
  say: (text: string) => void,
): Promise<MeasuredAdvice> {
  const resources = madeInventory(count, TODAY).inventory?.resources ?? [];
  say("Importing the bill");
  const charges = await withBill(resources, TODAY, async (files, made) => {
    const { rows } = await measuredImport(scope, "Bill", files);
    if (rows !== made) throw new Error(`Imported ${rows} of ${made} charges.`);
    return rows;
  });
  const cloud = await cloudProcess(count);
  try {
    const started = performance.now();
    say(`Looking, until ${Math.round(resources.length * KILLED_AFTER)} resources are judged`);
    const killedAt = await lookedUntilKilled(scope, cloud.url, resources.length * KILLED_AFTER);
    say("Killed; going on");
    const advised = await looked(scope, cloud.url);
    const seconds = (performance.now() - started) / 1000;
    return await told({ advised, seconds, charges, killedAt, expected: resources.length });
  } finally {
    cloud.stop();
  }
}

type Found = { advised: Advised; seconds: number; charges: number; killedAt: number; expected: number };

async function told({ advised, seconds, charges, killedAt, expected }: Found): Promise<MeasuredAdvice> {
  const { outcome, processorSeconds, peakBytes } = advised;
  const [kept] = await rowsOf<{ verdicts: number; advice: number; counted: string; runs: number }>(sql`
    select (select count(*)::int from resource_verdict) as verdicts, (select count(*)::int from recommendation) as advice,
      (select round(sum(counted))::text from recommendation) as counted, (select count(*)::int from rightsizing_run) as runs`);
  const number = (value: number) => value.toLocaleString("en");
  const met = (isMet: boolean) => (isMet ? "met" : "MISSED");
  return {
    lines: [
      `${number(outcome.resources)} resources with ${number(charges)} charges judged, ${number(kept?.advice ?? 0)} recommendations kept, $${kept?.counted} a month counted`,
      `  time                 ${seconds.toFixed(0)} s, goal < ${MINUTES * 60} s: ${met(seconds < MINUTES * 60)}`,
      `  processor time       ${processorSeconds.toFixed(0)} s in the process that went on`,
      `  highest memory       ${(peakBytes / 1e6).toFixed(0)} MB, goal < ${MOST_BYTES / 1e6} MB: ${met(peakBytes < MOST_BYTES)}`,
      `  requests to AWS      ${number(outcome.requests)}, metrics for $${outcome.requestCost}`,
      `  killed               after ${number(killedAt)} resources; another process went on from there`,
    ],
    wrong: [
      ...(outcome.resources >= expected && kept?.verdicts === expected
        ? []
        : [`${kept?.verdicts} verdicts on ${expected} resources, ${outcome.resources} of them counted.`]),
      ...(outcome.isResumed && kept?.runs === 1 ? [] : ["The killed look was not gone on with."]),
      ...outcome.problems.slice(0, 5).map(({ where, message }) => `${where}: ${message}`),
    ],
  };
}

const script = fileURLToPath(new URL("advising.ts", import.meta.url));

function advising(scope: Scope, endpoint: string) {
  return spawn(process.execPath, ["--import", "tsx", script, endpoint, scope.workspaceId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function looked(scope: Scope, endpoint: string): Promise<Advised> {
  const child = advising(scope, endpoint);
  return JSON.parse(await text(child.stdout)) as Advised;
}

const LOOK_EVERY_MS = 200;

async function lookedUntilKilled(scope: Scope, endpoint: string, resources: number): Promise<number> {
  const child = advising(scope, endpoint);
  const gone = once(child, "exit");
  for (;;) {
    const [run] = await rowsOf<{ resources: number }>(sql`
      select resources from rightsizing_run where workspace_id = ${scope.workspaceId}::uuid`);
    if (child.exitCode !== null) throw new Error("The look ended before it could be killed.");
    if (run && run.resources >= resources) {
      child.kill("SIGKILL");
      await gone;
      return run.resources;
    }
    await pause(LOOK_EVERY_MS);
  }
}
