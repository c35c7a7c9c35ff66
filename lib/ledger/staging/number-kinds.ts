import type { FocusColumn } from "../../focus/columns";

/**
 * How a file holds the numbers of a column. A number is simple when DECIMAL(18, 10) holds it exactly; all others are
 * read from their digits.
 */
export type NumberKind = "text" | "digits" | "absent" | "small" | "scaled" | "wide" | "double";

/** The columns that are not text; an empty one is. */
export type NumberKinds = Partial<Record<FocusColumn | string, NumberKind>>;

const simple: Record<NumberKind, (column: string) => string> = {
  text: (column) => `is_simple(${column})`,
  // Text of which every digit is wanted.
  digits: (column) => `CASE WHEN ${column} IS NOT NULL THEN false END`,
  absent: () => "CAST(NULL AS BOOLEAN)",
  small: (column) => `CASE WHEN ${column} IS NOT NULL THEN true END`,
  scaled: (column) => `CASE WHEN ${column} IS NOT NULL THEN TRY_CAST(${column} AS DECIMAL(18, 10)) IS NOT NULL END`,
  wide: (column) =>
    `CASE WHEN ${column} IS NOT NULL THEN coalesce(TRY_CAST(${column} AS DECIMAL(18, 10)) = ${column}, false) END`,
  // Below 100,000 a number with ten decimals has 15 digits, and no other one with so few is the same double: it is the
  // one that csv would show.
  double: (column) => `CASE WHEN ${column} IS NOT NULL THEN coalesce(abs(${column}) < 100000
    AND CAST(TRY_CAST(${column} AS DECIMAL(18, 10)) AS DOUBLE) = ${column}, false) END`,
};

/** True where the number is simple, null where there is none. */
export function isSimple(column: string, kinds: NumberKinds): string {
  return simple[kinds[column] ?? "text"](`"${column}"`);
}

/** The number as the shortest text that stands for it. */
export function numberText(column: string, kinds: NumberKinds): string {
  const kind = kinds[column] ?? "text";
  return kind === "text" || kind === "digits" ? `"${column}"` : `CAST("${column}" AS VARCHAR)`;
}

/** False where a column cannot hold a number that has to be read from its digits. */
export function mayHaveDigits(column: string, kinds: NumberKinds): boolean {
  const kind = kinds[column] ?? "text";
  return kind !== "absent" && kind !== "small";
}

/** The kind for a column type of DuckDB; null where its numbers are better read as text. */
export function kindOf(type: string): NumberKind | null {
  if (type === "DOUBLE") return "double";
  if (/^(U?TINYINT|U?SMALLINT)$/.test(type)) return "small";
  if (/^(U?INTEGER|BIGINT)$/.test(type)) return "scaled";
  const [, width, scale] = (/^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? []).map(Number);
  if (width === undefined || scale === undefined) return null;
  if (scale <= 10) return width - scale <= 8 ? "small" : "scaled";
  // Beyond 30 decimals the two cannot be compared within DuckDB's 38 digits.
  return scale <= 30 ? "wide" : null;
}
