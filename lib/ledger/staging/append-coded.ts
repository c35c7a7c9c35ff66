import {
  DECIMAL,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBVector,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { CHUNK_ROWS, type Coded, type CodedChunk, type Written } from "./record-coder";

const UNITS = DECIMAL(18, 10);
const BITS = 64;

/** The parts of DuckDB's vectors that hold the memory; its published types leave them out. */
type Raw = {
  items?: Int32Array;
  dataView?: DataView;
  validity: { data: BigUint64Array | null };
  flush: () => void;
};

/** A column of the table that coded rows are put into. */
type Column = { name: string; type: DuckDBType; fill: (vector: DuckDBVector, chunk: CodedChunk) => void };

/** What is kept beside the units of numbers that are not simple, where there are any. */
const besideUnits: [prefix: string, of: (number: Written) => string | null][] = [
  ["text", ({ text }) => text],
  ["rest", ({ rest }) => rest],
  ["plain", ({ plain }) => plain],
];

/** Puts coded rows into the table `coded`, from memory to memory. */
export async function appendCoded(
  connection: DuckDBConnection,
  { groups, numbers }: { groups: string[]; numbers: string[] },
  { chunks, missing, written }: Coded,
): Promise<void> {
  const columns = [
    ...groups.map(
      (name, group): Column => ({
        name,
        type: INTEGER,
        fill: (vector, { tuples }) => fillWords(vector, tuples[group]),
      }),
    ),
    ...numbers.flatMap((name, number): Column[] => [
      {
        name,
        type: UNITS,
        fill: (vector, { units, valid }) =>
          fillWords(vector, units[number], missing[number] ? valid[number] : undefined),
      },
      ...(written[number] ? besideUnits.map(([prefix, of]) => textColumn(`${prefix}_${name}`, number, of)) : []),
    ]),
  ];
  await append(connection, "coded", columns, chunks);
}

/** Makes a table of whole numbers anew. */
export async function appendNumbers(
  connection: DuckDBConnection,
  table: string,
  columns: Record<string, Int32Array>,
): Promise<void> {
  const [{ length } = new Int32Array()] = Object.values(columns);
  const chunks: { rows: number; from: number }[] = [];
  for (let from = 0; from < length; from += CHUNK_ROWS)
    chunks.push({ rows: Math.min(CHUNK_ROWS, length - from), from });
  const filled = Object.entries(columns).map(([name, words]) => ({
    name,
    type: INTEGER,
    fill: (vector: DuckDBVector, { rows, from }: { rows: number; from: number }) =>
      fillWords(vector, words.subarray(from, from + rows)),
  }));
  await append(connection, table, filled, chunks);
}

/** Makes a table anew and fills it, chunk by chunk. */
async function append<Chunk extends { rows: number }>(
  connection: DuckDBConnection,
  table: string,
  columns: { name: string; type: DuckDBType; fill: (vector: DuckDBVector, chunk: Chunk) => void }[],
  chunks: Chunk[],
): Promise<void> {
  const defined = columns.map(({ name, type }) => `"${name}" ${type}`).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${defined})`);
  const appender = await connection.createAppender(table, "main", "temp");
  for (const chunk of chunks) {
    const rows = DuckDBDataChunk.create(
      columns.map(({ type }) => type),
      chunk.rows,
    );
    for (const [index, column] of columns.entries()) column.fill(rows.getColumnVector(index), chunk);
    appender.appendDataChunk(rows);
  }
  appender.closeSync();
}

function fillWords(vector: DuckDBVector, words: Int32Array | undefined, valid?: Uint8Array): void {
  const raw = vector as unknown as Raw;
  const memory = raw.items ?? raw.dataView;
  if (!memory || !words) throw new Error("A column of DuckDB has no memory.");
  const length = memory.byteLength / Int32Array.BYTES_PER_ELEMENT;
  new Int32Array(memory.buffer, memory.byteOffset, length).set(words.subarray(0, length));
  if (valid) raw.validity.data = new BigUint64Array(valid.buffer).slice(0, Math.ceil(vector.itemCount / BITS));
  raw.flush();
}

function textColumn(name: string, number: number, of: (number: Written) => string | null): Column {
  return {
    name,
    type: VARCHAR,
    fill: (vector, { written }) => {
      const raw = vector as unknown as Raw & { setItem: (row: number, text: string) => void };
      raw.validity.data = new BigUint64Array(Math.ceil(vector.itemCount / BITS));
      for (const each of written[number] ?? []) {
        const text = of(each);
        if (text !== null) raw.setItem(each.row, text);
      }
      raw.flush();
    },
  };
}
