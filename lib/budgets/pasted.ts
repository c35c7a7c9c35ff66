/** Amounts as spreadsheets copy them, one a line; of several cells in a line the last one is meant. */
export function pastedAmounts(text: string): string[] {
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
  const cells = lines.length === 1 ? (lines[0] ?? "").split("\t") : lines.map((line) => line.split("\t").at(-1) ?? "");
  return cells.map((cell) => amountIn(cell));
}

/** "$1,234.50", "1.234,50 €", "1 234,50" and "1234.5" as a plain decimal; what is no amount is left as it stands. */
export function amountIn(cell: string): string {
  const text = cell.trim();
  const bare = text.replace(/^[\p{Sc}A-Z]{0,3}\s*|\s*[\p{Sc}A-Z]{0,3}$/gu, "").replace(/[\s'’_]/g, "");
  if (!/^\d[\d.,]*$/.test(bare)) return text;
  const decimal = decimalMark(bare);
  const [whole = "", fraction] = decimal === null ? [bare] : splitAtLast(bare, decimal);
  const digits = whole.replace(/[.,]/g, "");
  return fraction ? `${digits}.${fraction}` : digits;
}

/** The last mark of two kinds, or the only mark unless it stands where thousands are told apart. */
function decimalMark(text: string): string | null {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "," : ".";
  const mark = comma >= 0 ? "," : point >= 0 ? "." : null;
  if (mark === null) return null;
  const groups = text.split(mark);
  if (groups.length > 2) return null;
  const isThousands = mark === "," && groups[1]?.length === 3 && (groups[0]?.length ?? 0) <= 3;
  return isThousands ? null : mark;
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}
