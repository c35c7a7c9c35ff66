import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { rowsIn } from "../staging/database";
import { type Dimension, dimensions, type Field } from "../staging/dimensions";
import { BinaryRows } from "./binary-rows";
import { copyIn, type Sink } from "./copy-in";
import { columnOf } from "./vectors";

const FLUSH_BYTES = 1 << 18;
const FEW_SETS = 1000;
const REPEATS = 4;

/** Ids by staged number, dimension by dimension; null for one whose values stay with the charges. */
export type StoredDimensions = (Int32Array | null)[];

/** The one with the most text, which is stored beside all others. */
const WIDEST = "sku";

type Storing = { clients: [PoolClient, PoolClient]; connections: [DuckDBConnection, DuckDBConnection] };

/**
 * Finds or adds the rows of every dimension and gives their ids by staged number. Rows are whole tuples that never
 * change, so they are stored before the import's transaction, and one that is never used does no harm.
 */
export async function storeDimensions(
  { clients, connections }: Storing,
  workspaceId: string,
): Promise<StoredDimensions> {
  const isInline = await hardlyRepeats(connections[0]);
  const ids: StoredDimensions = dimensions.map(() => null);
  const lane = async (at: 0 | 1, isOwn: (name: string) => boolean) => {
    for (const [index, dimension] of dimensions.entries()) {
      if (!isOwn(dimension.name) || (dimension.name === "extra" && isInline)) continue;
      ids[index] = await store(clients[at], connections[at], workspaceId, dimension);
    }
  };
  await allSettled([lane(0, (name) => name !== WIDEST), lane(1, (name) => name === WIDEST)]);
  return ids;
}

/** Waits for both, so that nothing works on after a failure. */
async function allSettled(lanes: Promise<void>[]): Promise<void> {
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === "rejected") throw lane.reason;
}

/** Does what charges carry beside FOCUS differ from charge to charge? Then it is no dimension. */
async function hardlyRepeats(staging: DuckDBConnection): Promise<boolean> {
  const [[sets, charges] = []] = await rowsIn(
    staging,
    "SELECT (SELECT count(*) FROM k_extra), (SELECT count(*) FROM stage)",
  );
  return Number(sets) > FEW_SETS && Number(sets) * REPEATS > Number(charges);
}

async function store(
  client: PoolClient,
  staging: DuckDBConnection,
  workspaceId: string,
  dimension: Dimension,
): Promise<Int32Array> {
  const { name, table, columns } = dimension;
  const names = columns.map(([column]) => column).join(", ");
  const typed = columns.map(([column, type]) => `${column}::${type}`).join(", ");
  const texts = columns.map(([column]) => `${column} text`).join(", ");
  // Table and column names are constants of our own; values travel in the COPY and as parameters.
  await client.query(`create temp table staged (n integer, key uuid, ${texts})`);
  await copyIn(client, `COPY staged FROM STDIN (FORMAT binary)`, (sink) =>
    writeTuples(sink, staging, `SELECT * EXCLUDE (h, proof) FROM k_${name}`, dimension),
  );
  // In the order of the key, so that two imports which add the same rows wait for each other instead of locking up.
  await client.query(
    `insert into ${table} (workspace_id, key, ${names})
     select $1, key, ${typed} from (select distinct on (key) * from staged order by key) new_row
     where not exists (select from ${table} known where known.workspace_id = $1 and known.key = new_row.key)
     order by key
     on conflict do nothing`,
    [workspaceId],
  );
  const { rows } = await client.query<[number, number]>({
    text: `select n, id from staged join ${table} known on known.workspace_id = $1 and known.key = staged.key`,
    values: [workspaceId],
    rowMode: "array",
  });
  await client.query("drop table staged");
  const [[count = 0n, last = -1] = []] = await rowsIn(staging, `SELECT count(*), max(n) FROM k_${name}`);
  const ids = new Int32Array(Number(last) + 1);
  for (const [n, id] of rows) ids[n] = id;
  if (rows.length !== Number(count)) throw new Error(`Rows of ${table} were not stored.`);
  return ids;
}

async function writeTuples(
  sink: Sink,
  staging: DuckDBConnection,
  query: string,
  { from, tuple }: Dimension,
): Promise<void> {
  const rows = new BinaryRows();
  const found = await staging.stream(query);
  for (let chunk = await found.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await found.fetchChunk()) {
    const numbers = columnOf(chunk, 0);
    const texts = from.map((_source, index) => columnOf(chunk, index + 1));
    for (let row = 0; row < chunk.rowCount; row++) {
      const fields = tuple(texts.map(({ isNull, text }) => (isNull(row) ? null : text(row))));
      writeTuple(rows, numbers.words[row] ?? 0, fields);
      if (rows.size > FLUSH_BYTES) await sink.write(rows.take());
    }
  }
  rows.end();
  await sink.write(rows.take());
}

function writeTuple(rows: BinaryRows, n: number, fields: Field[]): void {
  rows.row(fields.length + 2);
  rows.int32(n);
  rows.bytes(keyOf(fields));
  for (const field of fields) {
    if (field === null) rows.nulls(1);
    else rows.text(field);
  }
}

/** The first 128 bits of the SHA-256 of the tuple as JSON. */
function keyOf(fields: Field[]): Buffer {
  return createHash("sha256").update(JSON.stringify(fields)).digest().subarray(0, 16);
}
