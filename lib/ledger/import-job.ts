import type { StatedTotal } from "../focus/charge";
import type { ImportFile, ImportOutcome, ImportProgress, Rejection } from "./import-outcome";

/** A slice as a connector tells it; its charges are in the spooled file. */
export type ToldSlice = {
  billingAccountId: string;
  periodStart: string;
  periodEnd: string;
  final: boolean;
  tagsMeasured: boolean;
  stated: StatedTotal[];
};

/** Which delivery of an export the files are: what it had for another account before is taken out. */
export type DeliveredWith = {
  key: string;
  final: boolean;
  /** As many rows as the provider says there are; null when it does not say. */
  rows: number | null;
  /** The other deliveries that are still there: an account and period of theirs is not this one's to replace. */
  others: string[];
};

/** A slice that is put in again from the archive, with what the ledger knows of it beside its charges. */
export type Rebuilt = {
  billingAccountId: string;
  periodStart: string;
  periodEnd: string;
  final: boolean;
  deliveredAs: string | null;
  /** Where its charges were read from: when others have come since, those stay. */
  archiveId: string;
};

/** What the import process is asked to do. */
export type ImportJob = {
  workspaceId: string;
  sourceId: string;
  runId: string;
  files: ImportFile[];
  /** A directory of its own, for parts and for what DuckDB spills. */
  directory: string;
  /** The slices of a connector; null when files say themselves what they hold. */
  slices: ToldSlice[] | null;
  /** Null for uploaded files and for the slices of a connector. */
  delivery: DeliveredWith | null;
  notes: string[];
  /** The run ends with the import, in the same transaction. */
  finishes: boolean;
  /** Takes these slices alone, and anew even where the content is the same. */
  rebuilds?: Rebuilt[];
};

/** What the import process says. */
export type ImportMessage =
  | { kind: "progress"; progress: ImportProgress }
  | { kind: "done"; outcome: ImportOutcome }
  | { kind: "refused"; code: string; message: string; rejected: Rejection[]; rejectedCount: number }
  | { kind: "failed"; message: string; stack: string };
