import { DomainError } from "../../errors";
import type { Rejection } from "../import-outcome";
import { ImportRefusal } from "../import-refusal";
import type { Part, TextPlace } from "../intake/file-parts";
import type { Coded, Places } from "./record-coder";

/** What a thread is to read and code, text after text. */
export type CodingTask = {
  texts: { text: TextPlace; places: Places }[];
  /** Where parts may be written. */
  directory: string;
  isSpool: boolean;
};

/** What the thread says; its parts are numbered as they come, and their rows stay with it. */
export type FromThread =
  | { kind: "part"; number: number; part: Part; coded: Coded | null }
  | { kind: "end of text" }
  | { kind: "written"; failure: Failure | null }
  | { kind: "failed"; failure: Failure };

/** What the thread is told: to write the rows of a part to its file, or that nobody reads it any more. */
export type ToThread = { kind: "write" | "release"; number: number };

/** An error on its way from one thread to another, which would leave it without its class. */
export type Failure = {
  message: string;
  stack: string;
  code: string | undefined;
  refusal: { rejected: Rejection[]; rejectedCount: number } | null;
};

export function failureOf(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { message, stack = "" } = error;
  const refusal =
    error instanceof ImportRefusal ? { rejected: error.rejected, rejectedCount: error.rejectedCount } : null;
  return { message, stack, code: "code" in error ? String(error.code) : undefined, refusal };
}

export function errorOf({ message, stack, code, refusal }: Failure): Error {
  if (refusal) return new ImportRefusal(message, refusal.rejected, refusal.rejectedCount);
  return Object.assign(new Error(message), { stack, ...(code === undefined ? {} : { code }) });
}

/** The thread is gone before it was done, whatever ended it. */
export function lostThread(how: string): DomainError {
  return new DomainError(
    "unavailable",
    `The thread that reads the files ended before it was done (${how}). Nothing was imported, and what was there before is whole.`,
  );
}
