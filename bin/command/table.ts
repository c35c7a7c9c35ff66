/** Rows under their headings, in columns; columns whose name begins with ">" are aligned to the right. */
export function tableLines(headings: string[], rows: string[][]): string[] {
  const names = headings.map((heading) => heading.replace(/^>/, ""));
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return headings[column]?.startsWith(">") ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(names), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
