import type { DuckDBConnection } from "@duckdb/node-api";
import type { Part } from "../intake/file-parts";
import { rowsIn } from "./database";

/** Two files of one import that hold the same rows, whatever they are called and however they are packed. */
export type Twins = { first: string; second: string; rows: number };

/** Which part of a file begins at which row of the stage. */
export type Place = { from: number; part: Omit<Part, "content"> };

/**
 * Looks for a file that came twice: as many rows with the same content, in any order. Called once all parts are in the
 * stage, where each file's rows follow one another.
 */
export async function twinFiles(staging: DuckDBConnection, places: Place[]): Promise<Twins | null> {
  const files = filesOf(places);
  if (files.length < 2) return null;
  const starts = files.map(({ from }, index) => `(${from}, ${index})`).join(", ");
  const found = await rowsIn(
    staging,
    `SELECT list_sort(list(file)), any_value(rows) FROM (
      SELECT file, count(*) AS rows, sum(content) AS one, sum(hash(content)) AS two
      FROM stage s
      ASOF JOIN (VALUES ${starts}) f(start, file) ON s.place >= f.start
      GROUP BY file
    ) GROUP BY rows, one, two HAVING count(*) > 1 LIMIT 1`,
  );
  const [[list, rows] = []] = found;
  const indexes = list && typeof list === "object" && "items" in list ? (list.items as number[]) : [];
  const [first, second] = indexes.map((index) => files[Number(index)]?.name);
  return first === undefined || second === undefined ? null : { first, second, rows: Number(rows) };
}

/** Where the rows of each file begin; two files may have one name. */
function filesOf(places: Place[]): { from: number; name: string }[] {
  const files: { from: number; name: string }[] = [];
  let before: Place["part"] | null = null;
  for (const { from, part } of places) {
    if (part.rows === 0) continue;
    if (!before || part.file !== before.file || part.firstRow <= before.firstRow) files.push({ from, name: part.file });
    before = part;
  }
  return files;
}
