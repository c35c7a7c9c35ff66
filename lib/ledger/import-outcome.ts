import type { Period } from "../focus/period";

/** One thing in a file that cannot be imported; row 1 is the header, null means the file as a whole. */
export type Rejection = {
  file: string;
  row: number | null;
  field: string | null;
  value: string | null;
  reason: string;
};

export type ImportProgress = { step: string; done?: number; total?: number; text: string };
export type Report = (progress: ImportProgress) => void;

/** A file to read and the name that people know it by. */
export type ImportFile = { path: string; name: string };

/** A queued or running import and the source whose charges it replaces. */
export type ImportTask = { runId: string; sourceId: string };

export type SliceOutcome = {
  billingAccountId: string;
  period: Period;
  rows: number;
  /** The billed cost of the slice, by currency. */
  billed: Record<string, string>;
  /** What it replaced; null when there was nothing, or when nothing changed. */
  replaced: { rows: number; billed: Record<string, string> } | null;
  state: "imported" | "unchanged";
};

export type ImportOutcome = {
  /** `partial`: some periods were imported and others not; only what an export delivers can end so. */
  state: "succeeded" | "unchanged" | "partial";
  rows: number;
  slices: SliceOutcome[];
  rejected: Rejection[];
  rejectedCount: number;
  focusVersion: string | null;
  notes: string[];
};
