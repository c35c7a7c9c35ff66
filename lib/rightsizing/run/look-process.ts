import type { Scope } from "../../auth/scope";
import { DomainError } from "../../errors";
import { forkProgram, workOf } from "../../program";
import type { LookJob, LookMessage, Reached } from "./look-job";
import type { RunOutcome } from "./run";

/**
 * A hundred thousand points of metrics come in one answer, and Node lets such garbage grow to half a gigabyte where the
 * machine has it. With a limit it is collected in time; what is kept of 50,000 resources is far below it.
 */
const HEAP = ["--max-old-space-size=256", "--max-semi-space-size=4"];

type Look = {
  asks: boolean;
  onlyWaiting?: boolean;
  now: Date;
  signal?: AbortSignal;
  told?: (reached: Reached) => void;
};

/** Looks at everything in a process of its own, as `runAdvice` does; when the signal aborts, the next look goes on. */
export async function lookInProcess(
  scope: Scope,
  { asks, onlyWaiting = false, now, signal, told }: Look,
): Promise<RunOutcome> {
  signal?.throwIfAborted();
  const job: LookJob = { scope, asks, onlyWaiting, now: now.toISOString() };
  const child = forkProgram("lib/rightsizing/run/look-child", HEAP);
  const stop = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const end = await workOf(child, job, (message: LookMessage) => {
      if (message.kind !== "progress") return message;
      told?.(message.reached);
      return null;
    });
    if (end.kind === "done") return end.outcome;
    if (end.kind === "refused") throw new DomainError(end.code, end.message);
    if (end.kind === "failed") throw Object.assign(new Error(end.message), { stack: end.stack });
    signal?.throwIfAborted();
    throw new DomainError(
      "unavailable",
      `The look ended before it was done (${end.how}). The next one goes on from there.`,
    );
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
