import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { appendNumbers } from "../staging/append-coded";
import { usualExtras } from "../staging/charges-sql";
import { rowsIn } from "../staging/database";
import { dimensions } from "../staging/dimensions";
import { costs, quantities } from "../staging/part-sql";
import type { BinaryRows } from "./binary-rows";
import type { StoredDimensions } from "./dictionary";
import { type Column, columnOf } from "./vectors";

/** Which id in the database stands for the n-th staged slice and the n-th staged row of each dimension. */
export type Ids = {
  slices: Int32Array;
  dimensions: StoredDimensions;
  /** What most charges of the n-th staged slice carry beside FOCUS; their rows leave it out. */
  usualExtras: Int32Array;
};

export const COLUMNS = `billed, effective, list, contracted, charge_day, slice_id,
  account_id, service_id, region_id, resource_id, sku_id, tag_set_id, commitment_id, charge_kind_id, extra_id,
  period_start, period_end, billed_rest, effective_rest, list_rest, contracted_rest,
  pricing_quantity, consumed_quantity, consumed_as_priced, commitment_quantity, extra`;
const FIELDS = 26;

/** Small numbers, and the text of others. */
type Quantity = [small: Column | null, wide: Column | null];

export type Put = (rows: BinaryRows, row: number) => void;

/** Makes the table `id_...` of a dimension: the id in the ledger of each of its staged rows. */
export async function appendIds(staging: DuckDBConnection, ids: Ids, name: string): Promise<void> {
  const id = idsOf(ids, name);
  await appendNumbers(staging, `id_${name}`, { n: id.map((_id, n) => n), id });
}

export function idsOf({ dimensions: known }: Ids, name: string): Int32Array {
  return known[dimensions.findIndex((dimension) => dimension.name === name)] ?? new Int32Array();
}

/** The id of what most charges of each staged slice carry beside FOCUS; none where it stays with each charge. */
export async function usualExtrasOf(staging: DuckDBConnection, known: StoredDimensions): Promise<Int32Array> {
  const extras = known.at(-1);
  const found = extras ? await rowsIn(staging, usualExtras) : [];
  const usual = new Int32Array(1 + Math.max(0, ...found.map(([slice]) => Number(slice))));
  for (const [slice, extra] of found) usual[Number(slice)] = extras?.[Number(extra)] ?? 0;
  return usual;
}

/** Writes the rows of a chunk of `chargesOf` in the order of COLUMNS. */
export function writeCharges(rows: BinaryRows, chunk: DuckDBDataChunk, ids: Ids, present: Set<string>): void {
  const puts = putsOf(chunk, ids, present);
  for (let row = 0; row < chunk.rowCount; row++) {
    rows.row(FIELDS);
    for (const put of puts) put(rows, row);
  }
}

/** What writes the fields of a row, in the order of COLUMNS; `chargesOf` gives the vectors in the same order. */
function putsOf(chunk: DuckDBDataChunk, ids: Ids, present: Set<string>): Put[] {
  let next = 0;
  const column = () => columnOf(chunk, next++);
  const rare = (name: string) => (present.has(name) ? column() : null);
  const withExtra = ids.dimensions.includes(null);
  const amounts = costs.map(() => in64Bits(column()));
  const day = column();
  const known = [ids.slices, ...ids.dimensions].flatMap((each) => {
    const { words } = column();
    return each ? [{ words, ids: each }] : [];
  });
  // The dimension that has no ids where it hardly repeats is the last one.
  const extra = ids.dimensions.at(-1) ? known.pop() : undefined;
  const period = ["starts", "ends"].map((name) => putInt64(rare(name)));
  const rests = costs.map(([, name]) => putWide(rare(`r_${name}`)));
  const [priced, consumed, committed] = quantities.map(
    ([, name]): Quantity => [rare(`u_${name}`), rare(`r_${name}`)],
  ) as [Quantity, Quantity, Quantity];
  return [
    (rows, row) => rows.int64s(amounts, row),
    putInt32(day),
    (rows, row) => rows.ids(known, row),
    ...withoutGaps([
      extra && known[0] ? putExtra(extra, { ...known[0], ids: ids.usualExtras }) : null,
      ...period,
      ...rests,
      putQuantity(...priced),
      ...putConsumed(consumed, priced),
      putQuantity(...committed),
      putJson(withExtra ? column() : null),
    ]),
  ];
}

/** Nulls that follow one another are written at once. */
function withoutGaps(puts: (Put | null)[]): Put[] {
  const all: Put[] = [];
  for (let at = 0; at < puts.length; at++) {
    const put = puts[at];
    if (put) {
      all.push(put);
      continue;
    }
    const from = at;
    while (at + 1 < puts.length && !puts[at + 1]) at++;
    const count = at - from + 1;
    all.push((rows) => rows.nulls(count));
  }
  return all;
}

/** DuckDB widens decimals to 128 bits when an expression might need them; such words are not ours. */
function in64Bits(column: Column): Column {
  if (column.wordsPerRow !== 2) throw new Error("An amount is not 64 bits wide.");
  return column;
}

type Known = { words: Int32Array; ids: Int32Array };

/** The id of what a charge carries beside FOCUS, unless it is what most charges of its slice do. */
function putExtra(extra: Known, usual: Known): Put {
  const columns = [extra];
  return (rows, row) => {
    const id = extra.ids[extra.words[row] as number];
    if (id && id === usual.ids[usual.words[row] as number]) rows.nulls(1);
    else rows.ids(columns, row);
  };
}

function putInt64(column: Column | null): Put | null {
  const columns = column && [in64Bits(column)];
  return columns && ((rows, row) => rows.int64s(columns, row));
}

export function putInt32({ words }: Column): Put {
  return (rows, row) => rows.int32(words[row] ?? 0);
}

export function putId({ words }: Column, ids: Int32Array): Put {
  const columns = [{ words, ids }];
  return (rows, row) => rows.ids(columns, row);
}

function putWide(column: Column | null): Put | null {
  if (!column) return null;
  const { isNull, text } = column;
  return (rows, row) => {
    if (isNull(row)) rows.nulls(1);
    else rows.numericText(text(row));
  };
}

/** A number that is small for nearly all rows, and text for the others. */
function putQuantity(small: Column | null, wide: Column | null): Put | null {
  if (!small) return putWide(wide);
  const { isNull, words } = in64Bits(small);
  const other = putWide(wide) ?? ((rows: BinaryRows) => rows.nulls(1));
  return (rows, row) => {
    if (isNull(row)) other(rows, row);
    else rows.numericUnits(words[2 * row + 1] ?? 0, words[2 * row] ?? 0);
  };
}

/** A sum that is small mostly, and text where it is not. */
export function putSum(small: Column, wide: Column): Put {
  return putQuantity(small, wide) ?? ((rows) => rows.nulls(1));
}

/** What was consumed, and whether it is what was priced: then it is not written once more. */
function putConsumed(consumed: Quantity, [priced]: Quantity): (Put | null)[] {
  const apart = putQuantity(...consumed);
  const [small] = consumed;
  if (!priced || !small || !apart) return [apart, null];
  const isAlike = alike(in64Bits(priced), in64Bits(small));
  const put: Put = (rows, row) => {
    if (isAlike(row)) {
      rows.nulls(1);
      rows.bool(true);
    } else {
      apart(rows, row);
      rows.nulls(1);
    }
  };
  return [put];
}

/** Whether both have the same value; nulls are none. */
function alike(one: Column, other: Column): (row: number) => boolean {
  return (row) =>
    one.words[2 * row] === other.words[2 * row] &&
    one.words[2 * row + 1] === other.words[2 * row + 1] &&
    !one.isNull(row) &&
    !other.isNull(row);
}

function putJson(column: Column | null): Put | null {
  if (!column) return null;
  const { isNull, text } = column;
  return (rows, row) => {
    if (isNull(row)) rows.nulls(1);
    else rows.jsonb(text(row));
  };
}
