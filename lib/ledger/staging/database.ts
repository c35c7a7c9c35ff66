import { realpath } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import type { ImportFile } from "../import-outcome";
import { isParquet } from "../intake/text-files";
import { macros } from "./number-sql";

// With Node's own share the process stays below 800 MB with most bills, however large; what does not fit goes to disk.
// Parquet needs memory for whole row groups, and csv for what the thread that reads it has ready.
const MEMORY = { parquet: "448MB", csv: "256MB" };
const MOST_THREADS = 4;

/** Where tables are kept: in memory, and compressed whenever they are told to be. */
const STORE = "store";
export const compress = `CHECKPOINT ${STORE}`;

/** DuckDB for one import: in memory, spilling into the directory, with nothing of the outside world switched on. */
export async function openStaging(directory: string, files: ImportFile[]): Promise<DuckDBConnection> {
  return await connectTo(await createStaging(directory, files));
}

export async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(`USE ${STORE}`);
  return connection;
}

/** The same for several imports in turn, each with a connection of its own and a directory below this one. */
export async function createStaging(
  directory: string,
  files: ImportFile[],
  threads = Math.min(availableParallelism(), MOST_THREADS),
): Promise<DuckDBInstance> {
  const parquet = await Promise.all(files.map(isParquet));
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: files.length === 0 || parquet.includes(true) ? MEMORY.parquet : MEMORY.csv,
    temp_directory: join(directory, "spill"),
    threads: String(threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run(`ATTACH ':memory:' AS ${STORE} (COMPRESS)`);
  await connection.run(`USE ${STORE}`);
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  // Whatever a file makes DuckDB do, it can touch nothing but the files and the directory of the import.
  const paths = await Promise.all(files.map(async ({ path }) => await realpath(path).catch(() => path)));
  await connection.run(`SET allowed_paths = [${paths.map(literal).join(", ")}]`);
  await connection.run(`SET allowed_directories = [${literal(directory)}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  for (const macro of macros) await connection.run(macro);
  connection.closeSync();
  return instance;
}

export async function rowsIn(connection: DuckDBConnection, query: string): Promise<DuckDBValue[][]> {
  return await (await connection.run(query)).getRows();
}

/** A text as a literal of DuckDB's SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
