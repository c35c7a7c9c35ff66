import type { SourceRefusal } from "./refusal";
import type { Memory } from "./source";

/** One file of a delivery, wherever it lies. */
export type DeliveredFile = {
  /** As its provider calls it, without the folders. */
  name: string;
  bytes: number;
  /** Copies it to this path, going on where an earlier attempt ended; tells how many bytes are there. */
  bring: (path: string, tell: (bytes: number) => void) => Promise<void>;
};

/**
 * All files that a provider delivered for one billing period: together they replace what the delivery of the same key
 * had brought before.
 */
export type Delivery = {
  /** Which export and period it is; the same in each sync. */
  key: string;
  /** The same for people: "October 2026". */
  title: string;
  /** Differs as soon as a file of it does. */
  fingerprint: string;
  /** The provider will not change these amounts any more. */
  final: boolean;
  /** As many rows as the provider says there are; null when it does not say. */
  rows: number | null;
  files: DeliveredFile[];
  /** Asked once all files are brought: refuses when what lies there is no longer what was announced. */
  confirm: () => Promise<void>;
  /** Why it cannot be taken as it lies there; null when it can. */
  refusal: SourceRefusal | null;
  /** It replaces what another delivery brought for the same account and period, instead of being refused. */
  replacesOthers: boolean;
};

/** What is there now. */
export type Survey = {
  deliveries: Delivery[];
  /** What a reader of the totals should know about what is there, such as files that are left out. */
  notes: string[];
  /** Something is still being written and will be complete soon. */
  waits: boolean;
  /** What the connector itself must remember until the next survey. */
  memory: Memory;
  close: () => void;
};
