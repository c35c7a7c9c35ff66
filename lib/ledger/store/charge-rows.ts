import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import type { Day } from "../../focus/period";
import { chargesOf, rareColumns, rareOnes } from "../staging/charges-sql";
import { rowsIn } from "../staging/database";
import { costs, quantities } from "../staging/part-sql";
import { BinaryRows } from "./binary-rows";
import { copyIn } from "./copy-in";
import type { StoredDimensions } from "./dictionary";
import { type Column, columnOf } from "./vectors";

/** Which id in the database stands for the n-th staged slice and the n-th staged row of each dimension. */
export type Ids = { slices: Int32Array; dimensions: StoredDimensions };

const COLUMNS = `billed, effective, list, contracted, charge_day, slice_id,
  account_id, service_id, region_id, resource_id, sku_id, tag_set_id, commitment_id, charge_kind_id, extra_id,
  period_start, period_end, billed_rest, effective_rest, list_rest, contracted_rest,
  pricing_quantity, consumed_quantity, commitment_quantity, extra`;
const FIELDS = 25;

export type Put = (rows: BinaryRows, row: number) => void;

/** Sends the staged charges of the chosen slices to the database, from vector to wire. */
export async function copyCharges(
  client: PoolClient,
  staging: DuckDBConnection,
  { slices, months, ids, progress }: { slices: number[]; months: Day[]; ids: Ids; progress: (rows: number) => void },
): Promise<void> {
  const rows = new BinaryRows();
  await copyIn(client, `COPY charge (${COLUMNS}) FROM STDIN (FORMAT binary)`, async (sink) => {
    const withExtra = ids.dimensions.includes(null);
    const [found = []] = await rowsIn(staging, rareOnes);
    const present = new Set(rareColumns.filter((_name, index) => found[index]));
    let done = 0;
    for (const month of months) {
      const charges = await staging.stream(chargesOf(slices, { present, withExtra, month }));
      for (let chunk = await charges.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await charges.fetchChunk()) {
        writeChunk(rows, chunk, ids, present);
        await sink.write(rows.take());
        done += chunk.rowCount;
        progress(done);
      }
    }
    rows.end();
    await sink.write(rows.take());
  });
}

function writeChunk(rows: BinaryRows, chunk: DuckDBDataChunk, ids: Ids, present: Set<string>): void {
  const puts = putsOf(chunk, ids, present);
  for (let row = 0; row < chunk.rowCount; row++) {
    rows.row(FIELDS);
    for (const put of puts) put(rows, row);
  }
}

/** One writer a column, in the order of COLUMNS; `chargesOf` gives the vectors in the same order. */
function putsOf(chunk: DuckDBDataChunk, ids: Ids, present: Set<string>): Put[] {
  let next = 0;
  const column = () => columnOf(chunk, next++);
  const rare = (name: string) => (present.has(name) ? column() : null);
  const withExtra = ids.dimensions.includes(null);
  return [
    ...costs.map(() => putInt64(column())),
    putInt32(column()),
    putId(column(), ids.slices),
    ...ids.dimensions.map((known) => putId(column(), known)),
    ...["starts", "ends"].map((name) => putInt64(rare(name))),
    ...costs.map(([, name]) => putWide(rare(`r_${name}`))),
    ...quantities.map(([, name]) => putQuantity(rare(`u_${name}`), rare(`r_${name}`))),
    putJson(withExtra ? column() : null),
  ];
}

const putNull: Put = (rows) => rows.null();

function putInt64(column: Column | null): Put {
  if (!column) return putNull;
  const { isNull, words, wordsPerRow } = column;
  // DuckDB widens decimals to 128 bits when an expression might need them; such words are not ours.
  if (wordsPerRow !== 2) throw new Error("A cost is not 64 bits wide.");
  return (rows, row) => {
    if (isNull(row)) rows.null();
    else rows.int64(words[2 * row + 1] ?? 0, words[2 * row] ?? 0);
  };
}

export function putInt32({ words }: Column): Put {
  return (rows, row) => rows.int32(words[row] ?? 0);
}

export function putId({ words }: Column, ids: Int32Array | null): Put {
  if (!ids) return putNull;
  return (rows, row) => rows.int32(ids[words[row] ?? -1] ?? missing());
}

function missing(): never {
  throw new Error("A charge refers to a dimension row that was not stored.");
}

function putWide(column: Column | null): Put {
  if (!column) return putNull;
  const { isNull, text } = column;
  return (rows, row) => {
    if (isNull(row)) rows.null();
    else rows.numericText(text(row));
  };
}

/** A number that is small for nearly all rows, and text for the others. */
export function putQuantity(small: Column | null, wide: Column | null): Put {
  if (!small) return putWide(wide);
  if (small.wordsPerRow !== 2) throw new Error("A quantity is not 64 bits wide.");
  const other = putWide(wide);
  return (rows, row) => {
    if (small.isNull(row)) other(rows, row);
    else rows.numericUnits(small.words[2 * row + 1] ?? 0, small.words[2 * row] ?? 0);
  };
}

function putJson(column: Column | null): Put {
  if (!column) return putNull;
  const { isNull, text } = column;
  return (rows, row) => {
    if (isNull(row)) rows.null();
    else rows.jsonb(text(row));
  };
}
