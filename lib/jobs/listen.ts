import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { WAKE_CHANNEL } from "../db/data-changed";
import { databaseUrl } from "../db/pool";
import { log } from "../log";

export type Listening = { stop: () => Promise<void> };

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Calls `wake` whenever somebody queued a run, and after every reconnection, because something may have been missed. */
export function listen(wake: () => void): Listening {
  const stopping = new AbortController();
  const done = keepListening(wake, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function keepListening(wake: () => void, signal: AbortSignal): Promise<void> {
  let delay = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      await listenUntilGone(signal, () => {
        delay = FIRST_PAUSE;
        wake();
      });
    } catch (error) {
      log("warn", "The worker lost its line to the database.", { reason: String(error), retryMilliseconds: delay });
    }
    await pause(delay, undefined, { signal, ref: false }).catch(() => {});
    delay = Math.min(delay * 2, LONGEST_PAUSE);
  }
}

async function listenUntilGone(signal: AbortSignal, wake: () => void): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(), application_name: "outlay worker", keepAlive: true });
  const gone = new Promise<void>((resolve, reject) => {
    client.once("error", reject);
    client.once("end", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  gone.catch(() => {});
  try {
    await client.connect();
    client.on("notification", wake);
    await client.query(`listen ${WAKE_CHANNEL}`);
    wake();
    await gone;
  } finally {
    await client.end().catch(() => {});
  }
}
