import type { Period } from "../../focus/period";
import type { AdvicePage, AdviceSource, CommitmentUses } from "../../sources/advice";
import type { Sent } from "../../sources/aws/sent";
import type { InventoryMark, InventoryPage, RegionCatalogue } from "../../sources/inventory";
import type { Unread } from "./unread";

/** One source's way to what its accounts have; a run reads the pages once, in their order. */
export type Inventory = {
  /** From the start, or after the page that brought the mark. */
  pages: (from: InventoryMark | null) => AsyncIterable<InventoryPage>;
  catalogue: (region: string) => Promise<RegionCatalogue>;
};

/** One list of a provider's advice. */
export type AdviceList = { source: AdviceSource; pages: () => AsyncIterable<AdvicePage> };

/** What a run reads beside the ledger. */
export type Readers = {
  inventories: Inventory[];
  advice: AdviceList[];
  /** How commitments were used and what they covered, as the provider states it. */
  commitmentUse?: (period: Period) => Promise<CommitmentUses>;
  /** What has been sent to providers so far; grows while they are read. */
  sent?: Sent;
  /** Why no provider is asked any more; left out where it is only not asked this time. */
  withdrawn?: string;
  /** Why providers are not asked this time, though the settings say so, and what to do about it. */
  unasked?: { why: string; step: string };
  /** Carry out what waits, and begin nothing of its own: another process may have been faster. */
  onlyWaiting?: boolean;
  /** Aborted when this process ends: the next one goes on with the run. */
  signal?: AbortSignal;
  /** Hears how far it is, after each page. */
  told?: (tally: Tally) => void;
};

/** What could not be read, and what to do about it. */
export type Problem = { where: string; message: string; advice: string | null };

/** What a run has come to so far; it is written down when it ends. */
export type Tally = {
  resources: number;
  found: number;
  requests: number;
  requestCost: string;
  problems: Problem[];
  /** What is absent there says nothing. */
  failed: Unread[];
  /** The regions of each account that an inventory has looked at. */
  places: Record<string, string[]>;
  /** An inventory was not read to its end: what is absent from it says nothing. */
  isRefused: boolean;
  /** Ours, and the providers' that were asked. */
  sources: Set<string>;
};

export function emptyTally(): Tally {
  return {
    resources: 0,
    found: 0,
    requests: 0,
    requestCost: "0",
    problems: [],
    failed: [],
    places: {},
    isRefused: false,
    sources: new Set(),
  };
}

const MOST_PROBLEMS = 200;

export function tell(tally: Tally, problem: Problem): void {
  if (tally.problems.length < MOST_PROBLEMS) tally.problems.push(problem);
}
