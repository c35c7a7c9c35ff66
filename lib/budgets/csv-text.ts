import { DomainError } from "../errors";

/**
 * Records and cells of a small csv text (RFC 4180), with commas, semicolons or tabs as a spreadsheet writes or pastes
 * them. Empty lines are left out.
 */
export function parsedCsv(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(clean);
  const records: string[][] = [[]];
  for (let at = 0; at <= clean.length; ) {
    const { cell, end } = clean[at] === '"' ? quoted(clean, at) : bare(clean, at, separator);
    records.at(-1)?.push(cell);
    if (clean[end] !== separator) records.push([]);
    at = clean.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
  return records.filter((cells) => cells.some((each) => each.trim() !== ""));
}

/** What stands most often in the heading. */
function separatorOf(text: string): string {
  const heading = text.split(/\r?\n/, 1)[0] ?? "";
  const count = (separator: string) => heading.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

type Cell = { cell: string; end: number };

function bare(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && !text.startsWith("\r\n", end)) end += 1;
  return { cell: text.slice(start, end), end };
}

function quoted(text: string, start: number): Cell {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return { cell: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
  throw new DomainError("invalid", "A quotation mark is not closed before the file ends.");
}
