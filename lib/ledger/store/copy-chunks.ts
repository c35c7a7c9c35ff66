import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { BinaryRows } from "./binary-rows";
import { copyIn } from "./copy-in";

/** Sends what DuckDB gives to a COPY in binary format, chunk by chunk, each as soon as `write` has made its rows. */
export async function copyChunks(
  client: PoolClient,
  target: string,
  found: DuckDBResult,
  write: (rows: BinaryRows, chunk: DuckDBDataChunk) => void,
): Promise<void> {
  const rows = new BinaryRows();
  await copyIn(client, `COPY ${target} FROM STDIN (FORMAT binary)`, async (sink) => {
    for (let chunk = await found.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await found.fetchChunk()) {
      write(rows, chunk);
      await sink.write(rows.take());
    }
    rows.end();
    await sink.write(rows.take());
  });
}
