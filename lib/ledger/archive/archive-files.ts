import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ImportFile } from "../import-outcome";
import { MOST_RECORD_BYTES, type OpenFile, writeRows } from "../intake/file-parts";
import { openFiles } from "../intake/open-files";
import { literal, rowsIn } from "../staging/database";
import type { ArchivedOriginal, ArchivedTable } from "./manifest";

export type ArchiveTask = {
  files: ImportFile[];
  /** Where the parquet files go. */
  place: string;
  /** A directory of its own, for parts and for what DuckDB spills. */
  directory: string;
  isSpool: boolean;
};

const OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";

/** Writes the originals as zstd parquet, column by column as they came. */
export async function archiveFiles({ files, place, directory, isSpool }: ArchiveTask): Promise<ArchivedOriginal[]> {
  await mkdir(join(directory, "parts"), { recursive: true, mode: 0o700 });
  await mkdir(place, { recursive: true, mode: 0o700 });
  const connection = await openConnection(directory);
  try {
    const originals: ArchivedOriginal[] = [];
    for (const [index, file] of files.entries()) {
      const { size } = await stat(file.path);
      const tables: ArchivedTable[] = [];
      for (const opened of await openFiles(file, join(directory, "parts"), connection)) {
        const writer = new TableWriter(connection, place, `${index}-${tables.length}`, isSpool);
        tables.push(await writer.write(opened));
      }
      originals.push({ name: file.name, bytes: size, sha256: await sha256Of(file.path), tables });
    }
    return originals;
  } finally {
    connection.closeSync();
  }
}

/** Little memory: whatever is archived lies in files of some megabytes. */
export async function openConnection(directory: string): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "320MB",
    temp_directory: join(directory, "spill"),
    threads: String(Math.min(availableParallelism(), 2)),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

class TableWriter {
  readonly #connection: DuckDBConnection;
  readonly #place: string;
  readonly #prefix: string;
  readonly #isSpool: boolean;

  constructor(connection: DuckDBConnection, place: string, prefix: string, isSpool: boolean) {
    this.#connection = connection;
    this.#place = place;
    this.#prefix = prefix;
    this.#isSpool = isSpool;
  }

  async write({ file, header, parts }: OpenFile): Promise<ArchivedTable> {
    const written: ArchivedTable["parts"] = [];
    let format: ArchivedTable["format"] = "csv";
    for await (const { content, rows } of parts) {
      format = content.format;
      if (content.format === "csv") {
        if (rows === 0) continue;
        await writeRows(content);
        written.push(await this.#copy(this.#csv(content.path, content.header), written.length));
        await rm(content.path, { force: true });
      } else if (written.length === 0) {
        // The parts of a parquet file are ranges of it; the file is taken as a whole.
        written.push(await this.#copy(`SELECT * FROM read_parquet(${literal(content.path)})`, 0));
      }
    }
    return { name: file.name, format, columns: header.names, parts: written };
  }

  /** The rows of a part with the names of its columns; only an empty field is a null here, and words stay words. */
  #csv(path: string, { names, delimiter }: { names: string[]; delimiter: string }): string {
    const columns = names.map((_name, index) => `'c${index}': 'VARCHAR'`).join(", ");
    const unique = uniqueNames(names);
    const chosen = unique.map((name, index) => `c${index} AS "${name.replaceAll('"', '""')}"`).join(", ");
    return `SELECT ${chosen} FROM read_csv(${literal(path)}, auto_detect = false, header = false,
      columns = {${columns}}, delim = ${literal(delimiter)}, quote = '"', escape = '"', nullstr = '',
      allow_quoted_nulls = ${!this.#isSpool}, max_line_size = ${2 * MOST_RECORD_BYTES}, strict_mode = false,
      parallel = false)`;
  }

  async #copy(select: string, part: number): Promise<ArchivedTable["parts"][number]> {
    const path = `${this.#prefix}-${part}.parquet`;
    const target = join(this.#place, path);
    await this.#connection.run(`COPY (${select}) TO ${literal(target)} (${OPTIONS})`);
    const [[rows = 0n] = []] = await rowsIn(
      this.#connection,
      `SELECT num_rows FROM parquet_file_metadata(${literal(target)})`,
    );
    return { path, rows: Number(rows), bytes: (await stat(target)).size, sha256: await sha256Of(target) };
  }
}

/** DuckDB's names differ in more than case; the manifest keeps them as they came. */
export function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
