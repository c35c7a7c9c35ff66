import { isUtf8 } from "node:buffer";
import { type Header, readHeader } from "../../focus/header";
import { fileRefusal, listed } from "../import-refusal";

const MOST_COLUMNS = 1000;
const delimiters = [",", ";", "\t", "|"];

export type FileHeader = Header & {
  delimiter: string;
  /** Where the first row of charges begins. */
  end: number;
};

/** Where the header row ends in the first bytes of a file (after its line end); -1 when that is not in them. */
export function headerEnd(head: Buffer): number {
  let isQuoted = false;
  for (let at = 0; at < head.length; at++) {
    if (head[at] === 34) isQuoted = !isQuoted;
    if (head[at] === 10 && !isQuoted) return at + 1;
  }
  return -1;
}

/** Reads the header row and refuses a file whose costs could not be counted. */
export function fileHeader(name: string, head: Buffer, end: number): FileHeader {
  const bytes = head.subarray(0, end);
  if (!isUtf8(bytes)) throw fileRefusal(name, "The header is not UTF-8; save the file as UTF-8.", 1);
  const text = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n$/, "");
  const readings = delimiters.map((delimiter) => {
    const header = readHeader(fieldsOf(text, delimiter));
    return { ...header, delimiter, end, known: header.columns.filter(Boolean).length };
  });
  const [best] = readings.toSorted((one, other) => other.known - one.known);
  if (!best) throw new Error("no delimiter was tried");
  refuseUnusable(name, best, 1);
  return best;
}

/** The fields of one record; a quote inside a quoted field is written twice. */
function fieldsOf(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < record.length; at++) {
    const character = record[at] ?? "";
    if (character === delimiter && !isQuoted) {
      fields.push(field);
      field = "";
    } else if (character !== '"') field += character;
    else {
      // The second of two quotes opens the field again: it stands for one.
      if (!isQuoted && record[at - 1] === '"' && field !== "") field += '"';
      isQuoted = !isQuoted;
    }
  }
  return [...fields, field];
}

/** Refuses columns that no cost can be counted by; `row` is where they are named. */
export function refuseUnusable(name: string, { names, columns, missing, repeated }: Header, row: number | null): void {
  if (names.length > MOST_COLUMNS) {
    throw fileRefusal(name, `The file has ${names.length} columns; at most ${MOST_COLUMNS} are read.`, row);
  }
  const other = otherDataset(names);
  if (other && missing.length > 0) throw fileRefusal(name, other, row);
  if (!columns.some(Boolean)) {
    const question = row === null ? "." : ": is the first row the header?";
    throw fileRefusal(name, `None of its columns is a FOCUS column${question}`, row);
  }
  if (repeated.length > 0) {
    throw fileRefusal(name, `The header names ${listed(repeated.slice(0, 10))} more than once.`, row);
  }
  if (missing.length === 0) return;
  const [noun, verb] = missing.length > 1 ? ["columns", "are"] : ["column", "is"];
  throw fileRefusal(name, `The ${noun} ${listed(missing)} of FOCUS ${verb} missing.`, row);
}

const otherDatasets: [column: string, advice: string][] = [
  ["ContractCommitmentId", "This is FOCUS's Contract Commitment dataset; import the Cost and Usage dataset."],
  [
    "lineItem/UnblendedCost",
    "This is AWS's legacy Cost and Usage Report; export FOCUS 1.0 or 1.2 with AWS Data Exports.",
  ],
  ["line_item_unblended_cost", "This is AWS's CUR 2.0; export FOCUS 1.0 or 1.2 with AWS Data Exports."],
  [
    "CostInBillingCurrency",
    'This is an Azure cost details export; choose "Cost and usage (FOCUS)" in Cost Management instead.',
  ],
];

function otherDataset(names: string[]): string | null {
  const found = otherDatasets.find(([column]) =>
    names.some((name) => name.toLowerCase().replace(/^\uFEFF/, "") === column.toLowerCase()),
  );
  return found?.[1] ?? null;
}
