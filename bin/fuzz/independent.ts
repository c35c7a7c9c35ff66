import { gunzipSync, inflateRawSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { Money, plain } from "../../lib/focus/money";
import type { Mutant } from "./mutants";

/** What a file adds up to, by another way than the import's: its rows, and the sums of its two costs. */
export type Reading = { rows: number; billed: string; effective: string };

export async function independentReading({ format, bytes }: Mutant, path: string): Promise<Reading> {
  if (format === "parquet" && bytes.toString("latin1", 0, 4) === "PAR1") return await parquetReading(path);
  const texts = bytes.toString("latin1", 0, 2) === "PK" ? unzipped(bytes) : [gunzipped(bytes)];
  return totalOf(texts.flatMap((text) => costsIn(text.toString("utf8").replace(/^\uFEFF/, ""))));
}

type Costs = { billed: string; effective: string };

function totalOf(rows: Costs[]): Reading {
  const sum = (name: keyof Costs) => rows.reduce((all, row) => all.plus(row[name].trim()), new Money(0));
  return { rows: rows.length, billed: plain(sum("billed")), effective: plain(sum("effective")) };
}

function gunzipped(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** The files of an archive, all at once and unpacked as a whole. */
function unzipped(bytes: Buffer): Buffer[] {
  const texts: Buffer[] = [];
  const end = bytes.lastIndexOf("PK\u0005\u0006");
  const large = bytes.lastIndexOf("PK\u0006\u0006");
  let at = large < 0 ? bytes.readUInt32LE(end + 16) : Number(bytes.readBigUInt64LE(large + 48));
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50) {
    const extraAt = at + 46 + bytes.readUInt16LE(at + 28);
    const commentAt = extraAt + bytes.readUInt16LE(at + 30);
    const isCsv = !bytes.toString("utf8", at + 46, extraAt).endsWith(".txt");
    if (isCsv) texts.push(unpacked(bytes, at, bytes.subarray(extraAt, commentAt)));
    at = commentAt + bytes.readUInt16LE(at + 32);
  }
  return texts;
}

/** The file that the entry of the directory at `at` names. */
function unpacked(bytes: Buffer, at: number, extra: Buffer): Buffer {
  const { offset, size } = placeOf(bytes, at, extra);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + size);
  return bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
}

function placeOf(bytes: Buffer, at: number, extra: Buffer): { offset: number; size: number } {
  const plain = { offset: bytes.readUInt32LE(at + 42), size: bytes.readUInt32LE(at + 20) };
  if (plain.size !== 0xffffffff) return plain;
  let field = 0;
  while (extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2);
  // The 64-bit form: uncompressed size, compressed size, offset.
  return { size: Number(extra.readBigUInt64LE(field + 12)), offset: Number(extra.readBigUInt64LE(field + 20)) };
}

// One field, in quotes (written twice inside) or plain, and what ends it. A carriage return alone ends only the file.
const fieldOf = (delimiter: string) => {
  const end = `(${delimiter}|\\r?\\n|\\r?$)`;
  return new RegExp(` *"((?:[^"]|"")*)" *${end}|((?:[^${delimiter}\\r\\n]|\\r(?!\\n|$))*)${end}`, "gy");
};

/** A csv reader of a few lines, which knows nothing of chunks, parts and threads. */
function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, afterQuoted, plain, afterPlain] of text.matchAll(fieldOf(`\\${delimiter}`))) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain?.trim() ?? "");
    if ((afterQuoted ?? afterPlain)?.endsWith("\n")) records.push([]);
  }
  return records;
}

const plainName = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, "");

function costsIn(text: string): Costs[] {
  const widths = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, records: recordsOf(text, delimiter) }));
  const [best] = widths.toSorted((one, other) => known(other.records[0]) - known(one.records[0]));
  const [header = [], ...rows] = best?.records ?? [];
  const names = header.map(plainName);
  const billed = names.indexOf("billedcost");
  const own = names.indexOf("effectivecost");
  const effective = own < 0 ? names.indexOf("amortizedcost") : own;
  return rows
    .filter((row) => row.length > 1 || row[0] !== "")
    .map((row) => ({ billed: row[billed] ?? "0", effective: row[effective] ?? "0" }));
}

const focus = /^(billing|charge|provider|service|billed|effective|list|pricing|resource|tags|amortized|region)/;
const known = (header: string[] = []) => header.filter((name) => focus.test(plainName(name))).length;

/** With one thread and without a limit of memory. */
let reader: Promise<DuckDBInstance> | null = null;

/** Every value as text, added up here. */
async function parquetReading(path: string): Promise<Reading> {
  reader ??= DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await (await reader).connect();
  try {
    const query = `SELECT CAST("BilledCost" AS VARCHAR), CAST("EffectiveCost" AS VARCHAR) FROM read_parquet('${path}', binary_as_string = true)`;
    const rows = await (await connection.run(query)).getRows();
    return totalOf(rows.map(([billed, effective]) => ({ billed: String(billed), effective: String(effective) })));
  } finally {
    connection.closeSync();
  }
}
