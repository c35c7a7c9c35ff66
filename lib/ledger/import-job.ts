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
  notes: string[];
  /** The run ends with the import, in the same transaction. */
  finishes: boolean;
};

/** What the import process says. */
export type ImportMessage =
  | { kind: "progress"; progress: ImportProgress }
  | { kind: "done"; outcome: ImportOutcome }
  | { kind: "refused"; code: string; message: string; rejected: Rejection[]; rejectedCount: number }
  | { kind: "failed"; message: string; stack: string };
