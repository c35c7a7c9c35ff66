import { DomainError, type RefusalCode } from "../errors";
import type { Rejection } from "./import-outcome";

/** As many rejections as are listed; the others are only counted. */
export const LISTED_REJECTIONS = 100;

/** An import that is refused as a whole, with what is wrong by file, row and field. */
export class ImportRefusal extends DomainError {
  readonly rejected: Rejection[];
  readonly rejectedCount: number;

  constructor(message: string, rejected: Rejection[] = [], rejectedCount = rejected.length, code?: RefusalCode) {
    super(code ?? "invalid", message);
    this.name = "ImportRefusal";
    this.rejected = rejected.slice(0, LISTED_REJECTIONS);
    this.rejectedCount = rejectedCount;
  }
}

/** A file that cannot be read at all. */
export function fileRefusal(file: string, reason: string, row: number | null = null): ImportRefusal {
  const where = row === null ? file : `${file}, row ${row}`;
  return new ImportRefusal(`${where}: ${reason}`, [{ file, row, field: null, value: null, reason }]);
}

/** What is to be corrected, row by row; nothing when the refusal's own sentence has said it all. */
export function rowsToCorrect(message: string, rejected: Rejection[]): Rejection[] {
  const [only, ...more] = rejected;
  return only && more.length === 0 && message.includes(only.reason) ? [] : rejected;
}

/** "A", "A and B", "A, B and C". */
export function listed(words: string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
