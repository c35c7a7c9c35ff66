import { setTimeout as pause } from "node:timers/promises";
import { isThrottled } from "./refusals";

/** How waiting is done; a test waits for nothing. */
export type Patience = {
  signal: AbortSignal;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
};

const FIRST_PAUSE = 5_000;
const PAUSES = 5;

/** Asks again after the SDK has given up on a service that limits how fast it may be asked: 5 s, 10 s, … 80 s. */
export async function patiently<T>(ask: () => Promise<T>, { signal, pause: wait = waiting }: Patience): Promise<T> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await ask();
    } catch (error) {
      if (pauses === PAUSES || !isThrottled(error)) throw error;
      await wait(FIRST_PAUSE * 2 ** pauses, signal);
    }
  }
}

function waiting(milliseconds: number, signal: AbortSignal): Promise<unknown> {
  return pause(milliseconds, undefined, { signal });
}
