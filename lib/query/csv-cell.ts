const NUMBER = /^-?\d+(\.\d+)?$/;

// What spreadsheets take for a formula, also after quotes and spaces that they strip; the full-width signs count too.
const FORMULA = /^[\s"'\uFEFF\u200B]*[=+\-@＝＋－＠]|^[\s"']*[\t\r\n]/;

/**
 * One cell of a csv that a spreadsheet may open: a text that it would run as a formula begins with an apostrophe.
 * Numbers stay numbers, so that credits stay negative and columns can be summed.
 */
export function csvCell(value: string | null): string {
  if (value === null) return "";
  if (NUMBER.test(value)) return value;
  const text = FORMULA.test(value) ? `'${value}` : value;
  // An empty text is not the same as no value; a semicolon separates cells in some countries.
  return text === "" || /[",;\t\r\n]|^\s|\s$|^'/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvRecord(cells: (string | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
