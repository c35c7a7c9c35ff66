import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { pool } from "../lib/db/pool";
import { rowsOf, type Sql } from "../lib/db/sql";
import { copyIn } from "../lib/ledger/store/copy-in";
import { wideTable } from "./bill-sql";

export type RawCopy = { seconds: number; bytes: number; by: string };

const TABLE = "wide_charge";

/** The limit that everything is measured by: the same csv into an unlogged table of its 45 columns. */
export async function rawCopy(files: string[]): Promise<RawCopy> {
  const isPsqlThere = spawnSync("psql", ["--version"]).status === 0;
  await run(`drop table if exists ${TABLE}`);
  await run(wideTable(TABLE));
  const began = performance.now();
  if (isPsqlThere) byPsql(files);
  else await byOurselves(files);
  const seconds = (performance.now() - began) / 1000;
  const [size] = await rowsOf<{ bytes: string }>(statement(`select pg_total_relation_size('${TABLE}') as bytes`));
  await run(`drop table ${TABLE}`);
  return { seconds, bytes: Number(size?.bytes), by: isPsqlThere ? "psql \\copy" : "COPY FROM STDIN" };
}

// Text of our own; nothing in it comes from outside.
const statement = (text: string) => ({ text, values: [] }) as unknown as Sql;
const run = async (text: string) => await rowsOf(statement(text));

function byPsql(files: string[]): void {
  const copies = files.map((file) => `\\copy outlay.${TABLE} from '${file}' (format csv, header)`).join("\n");
  const args = ["-X", "-q", "-v", "ON_ERROR_STOP=1", process.env.DATABASE_URL ?? ""];
  const { status, stderr } = spawnSync("psql", args, { input: copies, encoding: "utf8" });
  if (status !== 0) throw new Error(`psql could not copy: ${stderr}`);
}

async function byOurselves(files: string[]): Promise<void> {
  const client = await pool().connect();
  try {
    for (const file of files) {
      await copyIn(client, `COPY ${TABLE} FROM STDIN (FORMAT csv, HEADER)`, async ({ write }) => {
        for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 })) await write(bytes);
      });
    }
  } finally {
    client.release();
  }
}
