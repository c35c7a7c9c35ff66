import { DomainError } from "../../errors";
import { readersOf } from "./aws-readers";
import type { LookJob, LookMessage } from "./look-job";
import { runAdvice } from "./run";

/** The process of a look: it takes one job from its parent, says how it goes, and ends. */
process.once("message", async (job: LookJob) => {
  // What nobody watches ends; the next look goes on where this one was.
  process.once("disconnect", () => process.exit(1));
  const ending = await looked(job).catch(messageOf);
  process.removeAllListeners("disconnect");
  process.send?.(ending, () => process.exit(0));
});

async function looked({ scope, asks, onlyWaiting, now }: LookJob): Promise<LookMessage> {
  const world = { now: new Date(now), signal: new AbortController().signal };
  const readers = asks ? await readersOf(scope, world) : { inventories: [], advice: [] };
  const told = ({ resources, requests }: { resources: number; requests: number }) =>
    process.send?.({ kind: "progress", reached: { resources, requests } } satisfies LookMessage);
  return { kind: "done", outcome: await runAdvice(scope, { ...readers, onlyWaiting, told }, world.now) };
}

function messageOf(error: unknown): LookMessage {
  if (error instanceof DomainError) return { kind: "refused", code: error.code, message: error.message };
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { kind: "failed", message, stack };
}
