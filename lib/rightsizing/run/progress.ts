import type { Reached } from "./judge-inventory";
import { emptyTally, type Tally } from "./readers";
import { type KeptStopped, keptStopped, restoredStopped } from "./stopped-instances";

/** How far a look has come: what a later process needs to go on where this one ended. */
export type Progress = {
  tally: Tally;
  /** Inventories that are read whole; and of the next one, where it goes on. */
  inventories: number;
  reached: Reached | null;
  /** Lists of providers' advice that are read. */
  advice: number;
  /** The provider was asked how commitments are used. */
  isUseRead: boolean;
};

export const atTheStart = (): Progress => ({
  tally: emptyTally(),
  inventories: 0,
  reached: null,
  advice: 0,
  isUseRead: false,
});

/** The same as plain JSON. */
export type KeptProgress = {
  tally: Omit<Tally, "sources"> & { sources: string[] };
  inventories: number;
  reached: { mark: Reached["mark"]; stopped: KeptStopped } | null;
  advice: number;
  isUseRead: boolean;
};

export function keptProgress({ tally, inventories, reached, advice, isUseRead }: Progress): KeptProgress {
  return {
    tally: { ...tally, sources: [...tally.sources] },
    inventories,
    reached: reached && { mark: reached.mark, stopped: keptStopped(reached.stopped) },
    advice,
    isUseRead,
  };
}

export function restoredProgress({ tally, inventories, reached, advice, isUseRead }: KeptProgress): Progress {
  return {
    tally: { ...tally, sources: new Set(tally.sources) },
    inventories,
    reached: reached && { mark: reached.mark, stopped: restoredStopped(reached.stopped) },
    advice,
    isUseRead,
  };
}
