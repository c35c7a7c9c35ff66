import { logError } from "../log";

export type Woken = {
  /** Has the work done as soon as what is under way is done; returns at once. */
  wake: () => void;
  /** Starts nothing more and waits for what is under way. */
  stop: () => Promise<void>;
};

/** Work that is done when somebody asks for it, one round at a time however often it is asked for. */
export function woken(job: string, work: (stopping: AbortSignal) => Promise<unknown>): Woken {
  const stopping = new AbortController();
  let again = false;
  let working: Promise<void> | null = null;

  const rounds = async () => {
    while (again && !stopping.signal.aborted) {
      again = false;
      await work(stopping.signal).catch((error: unknown) => logError(error, { job }));
    }
  };

  return {
    wake: () => {
      again = true;
      working ??= rounds().finally(() => {
        working = null;
      });
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
