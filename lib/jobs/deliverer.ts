import { logError } from "../log";
import { deliverNow } from "../notify/deliver";

export type Deliverer = {
  /** Sends what waits as soon as what is under way is done; returns at once. */
  wake: () => void;
  /** Starts nothing more and waits for the mail that is being sent. */
  stop: () => Promise<void>;
};

/** What an evaluation or a person leaves in the outbox is sent right after, one round at a time in each worker. */
export function startDeliverer(): Deliverer {
  const stopping = new AbortController();
  let deliverAgain = false;
  let delivering: Promise<void> | null = null;

  const deliver = async () => {
    while (deliverAgain && !stopping.signal.aborted) {
      deliverAgain = false;
      await deliverNow(stopping.signal).catch((error: unknown) => logError(error, { job: "deliver messages" }));
    }
  };

  return {
    wake: () => {
      deliverAgain = true;
      delivering ??= deliver().finally(() => {
        delivering = null;
      });
    },
    stop: async () => {
      stopping.abort();
      await delivering;
    },
  };
}
