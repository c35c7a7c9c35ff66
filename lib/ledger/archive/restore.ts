import { link, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "../../errors";
import type { ImportFile } from "../import-outcome";
import { literal } from "../staging/database";
import { openConnection, sha256Of, uniqueNames } from "./archive-files";
import { type ArchivedTable, type ArchiveManifest, manifestOf } from "./manifest";
import { placeOf } from "./place";

/** Writes the tables of an archive as files that an import reads like the originals. */
export async function restoreFiles(
  id: string,
  directory: string,
): Promise<{ files: ImportFile[]; manifest: ArchiveManifest }> {
  const manifest = await manifestOf(id);
  const damage = await damageOf(manifest);
  if (damage.length > 0) throw new DomainError("unavailable", `The archive is damaged: ${damage.join("; ")}.`);
  const place = join(directory, "restored");
  await mkdir(place, { recursive: true, mode: 0o700 });
  const connection = await openConnection(directory);
  try {
    const files: ImportFile[] = [];
    for (const table of manifest.originals.flatMap(({ tables }) => tables)) {
      const path = join(place, `${files.length}.${table.format}`);
      const [only, ...more] = table.parts;
      if (!only) continue; // a file without rows
      if (table.format === "parquet" && more.length === 0) await link(join(placeOf(id), only.path), path);
      else await connection.run(csvOf(id, table, path));
      files.push({ path, name: table.name });
    }
    return { files, manifest };
  } finally {
    connection.closeSync();
  }
}

function csvOf(id: string, { columns, parts }: ArchivedTable, path: string): string {
  const unique = uniqueNames(columns);
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const chosen = columns.map((name, index) => `${quoted(unique[index] ?? name)} AS ${quoted(name)}`).join(", ");
  const paths = parts.map((part) => literal(join(placeOf(id), part.path))).join(", ");
  // Every value in quotes, so that a null alone is an empty field.
  return `COPY (SELECT ${chosen} FROM read_parquet([${paths}])) TO ${literal(path)}
    (FORMAT csv, HEADER true, FORCE_QUOTE *, NULLSTR '')`;
}

/** What of an archive is missing or differs from what was written, in words; nothing when it is whole. */
export async function damageOf({ id, originals }: ArchiveManifest): Promise<string[]> {
  const damage: string[] = [];
  for (const { path, sha256 } of originals.flatMap(({ tables }) => tables.flatMap(({ parts }) => parts))) {
    const found = await sha256Of(join(placeOf(id), path)).catch(() => null);
    if (found === null) damage.push(`${path} is missing`);
    else if (found !== sha256) damage.push(`${path} is not what was written`);
  }
  return damage;
}
