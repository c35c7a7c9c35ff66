/** What must be undone when Outlay stops, in the reverse order of how it was done. */
export type Cleanup = {
  add: (undo: () => Promise<void> | void) => void;
  /** Undoes everything, once; a second call waits for the first. */
  run: () => Promise<void>;
  isRunning: () => boolean;
};

export function cleanup(onError: (error: unknown) => void): Cleanup {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | null = null;

  const undoAll = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    add: (undo) => {
      steps.push(undo);
    },
    run: () => {
      running ??= undoAll();
      return running;
    },
    isRunning: () => running !== null,
  };
}
