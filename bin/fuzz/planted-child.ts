import { setTimeout as wait } from "node:timers/promises";
import { serveTrials } from "./trials";

/** Stands in for the import in a test: the second mutant crashes, the fourth hangs, the sixth leaves. */
const faults: Record<number, () => unknown> = {
  1: () => process.kill(process.pid, "SIGSEGV"),
  3: () => wait(2 ** 30),
  5: () => process.exit(0),
};

serveTrials(() => async ({ number }) => {
  await faults[number]?.();
  return { ending: "imported", why: "" };
});
