import type { Readable } from "node:stream";

/** An object as a listing shows it. */
export type StoredObject = {
  key: string;
  bytes: number;
  /** Differs when the content does: an ETag or a checksum. */
  version: string;
  changedAt: Date;
};

/** The little that reading an export needs of a store, in every cloud; failures are refusals in words already. */
export type ObjectStore = {
  /** Every object whose key begins so. */
  list: (prefix: string) => AsyncIterable<StoredObject>;
  /** From this byte on; refuses when the object is no longer the one that was listed. */
  open: (object: StoredObject, from: number) => Promise<Readable>;
  close: () => void;
};
