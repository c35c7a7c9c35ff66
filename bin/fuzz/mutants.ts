import { gzipSync } from "node:zlib";
import { ZipFile } from "yazl";
import { baseTable } from "./bases";
import { mutatedBytes } from "./mutate-bytes";
import { csvText, mutatedTable } from "./mutate-table";
import { Random } from "./random";

export type Format = "csv" | "gzip" | "zip" | "parquet";

/** A file that is nearly a bill; the same seed and number give the same bytes. */
export type Mutant = { seed: number; number: number; format: Format; bytes: Buffer };

const formats: Format[] = ["csv", "csv", "csv", "gzip", "zip", "parquet", "parquet"];

export async function mutantOf(seed: number, number: number, parquet: Buffer[]): Promise<Mutant> {
  const random = new Random(seed, number);
  const format = random.one(formats);
  return { seed, number, format, bytes: await bytesOf(format, random, parquet) };
}

async function bytesOf(format: Format, random: Random, parquet: Buffer[]): Promise<Buffer> {
  if (format === "parquet") return mutatedBytes(random.one(parquet), random);
  const text = Buffer.from(csvText(mutatedTable(baseTable, random), random));
  const plain = random.isOneIn(3) ? mutatedBytes(text, random) : text;
  if (format === "csv") return plain;
  const packed = format === "gzip" ? gzipped(plain, random) : await zipped(plain, text, random);
  return random.isOneIn(2) ? mutatedBytes(packed, random) : packed;
}

function gzipped(plain: Buffer, random: Random): Buffer {
  const cut = random.isOneIn(3) ? random.below(plain.length) : plain.length;
  const members = [plain.subarray(0, cut), plain.subarray(cut)].filter(({ length }) => length > 0);
  return Buffer.concat(members.map((member) => gzipSync(member, { level: random.one([0, 1, 6]) })));
}

async function zipped(plain: Buffer, other: Buffer, random: Random): Promise<Buffer> {
  const archive = new ZipFile();
  const options = { compress: random.isOneIn(2), mtime: new Date(0), forceZip64Format: random.isOneIn(4) };
  archive.addBuffer(plain, "bill/one.csv", options);
  if (random.isOneIn(2)) archive.addBuffer(other, random.one(["two.csv", "read me.txt", "bill/one.csv"]), options);
  archive.end({ forceZip64Format: options.forceZip64Format, comment: random.isOneIn(4) ? "costs" : "" });
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
