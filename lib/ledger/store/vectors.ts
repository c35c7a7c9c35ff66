import type { DuckDBDataChunk } from "@duckdb/node-api";

/** A column of a chunk as DuckDB keeps it in memory: rows as JavaScript values would cost 25 us each. */
export type Column = {
  isNull: (row: number) => boolean;
  /** 32-bit integers, or 64-bit ones as pairs (low, high). */
  words: Int32Array;
  wordsPerRow: number;
  text: (row: number) => string;
};

/** The parts of DuckDB's vectors that hold the memory; its published types leave them out. */
type Raw = {
  items?: Int32Array | BigInt64Array;
  dataView?: DataView;
  validity: { data: BigUint64Array | null };
  getItem: (row: number) => unknown;
};

export function columnOf(chunk: DuckDBDataChunk, index: number): Column {
  const vector = chunk.getColumnVector(index) as unknown as Raw;
  const memory = vector.items ?? vector.dataView ?? new Int32Array();
  const bits = vector.validity.data;
  const valid = bits && new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
  const words = new Int32Array(memory.buffer, memory.byteOffset, memory.byteLength / 4);
  return {
    isNull: (row) => valid !== null && ((valid[row >> 3] ?? 0) & (1 << (row & 7))) === 0,
    words,
    wordsPerRow: words.length / chunk.rowCount,
    text: (row) => String(vector.getItem(row)),
  };
}
