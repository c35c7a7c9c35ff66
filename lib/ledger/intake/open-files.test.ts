import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { csvOf, trialFile, trialFolder, trialRow } from "../import-trial";
import { openStaging } from "../staging/database";
import { openFiles } from "./open-files";

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openStaging(trialFolder(), []);
});
afterAll(() => connection.closeSync());

const good = csvOf([{}, {}]);

/** The sentence that refuses a file, or the number of its rows. */
async function reading(content: string | Uint8Array): Promise<string | number> {
  const file = await trialFile("bill.csv", content);
  try {
    let rows = 0;
    for (const { parts } of await openFiles(file, trialFolder(), connection)) {
      for await (const part of parts) rows += part.rows;
    }
    return rows;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const header = (names: string[]) => `${names.join(",")}\n`;
const columns = Object.keys(trialRow);
const bomb = gzipSync(Buffer.concat([Buffer.from(good), Buffer.alloc(60 * 2 ** 20, "\n")]));

describe("opening a file", () => {
  it.each<[string, string | Uint8Array]>([
    ["csv", good],
    ["csv.gz", gzipSync(good)],
    ["gzip in two members", Buffer.concat([gzipSync(good.slice(0, 50)), gzipSync(good.slice(50))])],
    ["a byte order mark", `\uFEFF${good}`],
    ["Windows line ends", good.replaceAll("\n", "\r\n")],
    ["no last line end", good.trimEnd()],
    ["empty lines", good.replaceAll("\n", "\n\n")],
    ["semicolons", good.replaceAll(",", ";")],
    ["tabs", good.replaceAll(",", "\t")],
  ])("reads %s", async (_what, content) => {
    expect(await reading(content)).toBe(2);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "bill.csv: The file is empty."],
    ["an empty gzip", gzipSync(""), "bill.csv: The file is empty."],
    ["a web page", "<!doctype html><title>Sign in</title>", "This is a web page or XML"],
    ["JSON", '[{"BilledCost":1}]', "This is JSON, not a csv file."],
    ["Parquet in gzip", gzipSync("PAR1\u0015"), "This is a Parquet file inside an archive"],
    ["zip in gzip", gzipSync(Buffer.from("504b0304140000", "hex")), "This is a zip archive inside an archive"],
    ["a Parquet file cut off", "PAR1\u0015", "The file is cut off: its Parquet footer is missing."],
    [
      "a Parquet file of nothing",
      `PAR1${"\0".repeat(20)}PAR1`,
      "The file is damaged: its Parquet data cannot be read.",
    ],
    ["encrypted Parquet", `PARE${"\0".repeat(20)}PARE`, "The Parquet file is encrypted; export it without encryption."],
    ["a zip archive cut off", Buffer.from("504b0304140000", "hex"), "The file is cut off: the end of its zip archive"],
    ["an empty zip archive", Buffer.from(`504b0506${"00".repeat(18)}`, "hex"), "This is an empty zip archive."],
    ["gzip in gzip", gzipSync(gzipSync(good)), "compressed twice"],
    ["binary", Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7) % 32 || 1)), "The file is not text."],
    ["UTF-16", Buffer.from(`\uFEFF${good}`, "utf16le"), "The file is encoded as UTF-16; save it as UTF-8."],
    ["UTF-16 without its mark", Buffer.from(good, "utf16le"), "The file is encoded as UTF-16; save it as UTF-8."],
    [
      "a picture",
      Buffer.from(`89504e470d0a1a0a${"00".repeat(500)}`, "hex"),
      "The file contains NUL bytes: it is not text.",
    ],
    [
      "a tar archive",
      Buffer.concat([Buffer.from("bill.csv".padEnd(257, "\0")), Buffer.from("ustar".padEnd(255, "\0"))]),
      "This is a tar archive; unpack it and import what is in it.",
    ],
    ["Windows-1252", Buffer.from(good.replace("Amazon", "Zürich"), "latin1"), "bill.csv, row 2: The row is not UTF-8"],
    ["a NUL in a row", good.replace("EC2", "EC\u00002"), "bill.csv: The file contains NUL bytes"],
    ["a truncated gzip", gzipSync(good).subarray(0, -12), "The file is cut off: its gzip data ends too early."],
    ["a damaged gzip", damaged(gzipSync(good)), "The file is damaged: its gzip data cannot be unpacked."],
    ["a bomb", bomb, "The file unpacks to more than 250 times its size"],
    ["no FOCUS columns", "a,b\n1,2\n", "None of its columns is a FOCUS column"],
    ["a missing column", header(columns.filter((name) => name !== "BilledCost")), "The column BilledCost of FOCUS is"],
    ["missing columns", header(["BilledCost", "ServiceName"]), "The columns EffectiveCost, BillingAccountId, "],
    ["repeated columns", header([...columns, "billed_cost"]), "The header names billed_cost more than once."],
    ["5,000 columns", header([...columns, ...Array.from({ length: 4989 }, (_, n) => `x_${n}`)]), "has 5000 columns"],
    ["a header without end", "x".repeat(3 * 2 ** 20), "The first row never ends."],
    ["an open quote", `${good}"100,`, "bill.csv, row 4: A quote opens in this row and is never closed."],
    ["an endless row", `${good}${"x".repeat(9 * 2 ** 20)}`, "bill.csv, row 4: The row is longer than 4 MiB."],
    ["AWS's legacy report", "lineItem/UnblendedCost,lineItem/UsageAccountId\n1,2\n", "legacy Cost and Usage Report"],
  ])("refuses %s", async (_what, content, sentence) => {
    expect(await reading(content)).toContain(sentence);
  });

  it("names the row where the encoding breaks, beyond quotes with line ends", async () => {
    const text = csvOf([{ ServiceName: "two\nlines" }, {}, { ServiceName: "Zürich" }]);
    expect(await reading(Buffer.from(text, "latin1"))).toContain("bill.csv, row 4: The row is not UTF-8");
  });

  it("refuses what is not there or not a file", async () => {
    const opening = async (path: string) => await openFiles({ path, name: "bill.csv" }, trialFolder(), connection);
    await expect(opening("/nowhere/bill.csv")).rejects.toThrow("no such file");
    await expect(opening(trialFolder())).rejects.toThrow("This is not a file");
  });
});

describe("a zip archive", () => {
  it("holds one or more csv files, under any names, with others beside them", async () => {
    const archive = await zip({
      "2026/03/a.csv": good,
      "b.CSV": good,
      "kosten-für-märz": good,
      "manifest.json": "{}",
      "__MACOSX/._a.csv": "\0",
      "readme.txt": "Costs",
    });
    expect(await reading(archive)).toBe(6);
  });

  it("cannot write anywhere, whatever its names say", async () => {
    const name = "xx/xx/passwd";
    const evil = Buffer.from(
      (await zip({ [name]: good })).toString("latin1").replaceAll(name, "../../passwd"),
      "latin1",
    );
    expect(await reading(evil)).toBe(2);
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ["no csv in it", async () => await zip({ "readme.txt": "x" }), "There is no csv file in the zip archive."],
    ["a workbook in it", async () => await zip({ "[Content_Types].xml": "<x/>" }), "This is an Excel workbook"],
    ["a web page in it", async () => await zip({ "a.csv": "<html>" }), "bill.csv/a.csv: This is a web page or XML"],
    ["a zip in it", async () => await zip({ "a.zip": await zip({ "a.csv": good }) }), "inside an archive"],
    [
      "a bomb in it",
      async () => await zip({ "a.csv": Buffer.concat([Buffer.from(good), Buffer.alloc(6e7, "\n")]) }),
      "250",
    ],
    ["bytes that are not those it was made of", async () => altered(await zip({ "a.csv": good }, false)), "is damaged"],
    [
      "a password",
      async () => flagged(await zip({ "a.csv": good })),
      "bill.csv/a.csv: The file in the archive is encrypted",
    ],
    ["a missing file", async () => counted(await zip({ "a.csv": good, "b.csv": good })), "is damaged"],
    ["a directory beyond all files", async () => farOff(await zip({ "a.csv": good }, true, true)), "is damaged"],
    ["an end that lies nowhere", async () => nowhere(await zip({ "a.csv": good }, true, true)), "is damaged"],
    ["a missing end", async () => (await zip({ "a.csv": good })).subarray(0, -30), "The file is cut off"],
    [
      "1,001 files",
      async () => await zip(Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [n, "a"]))),
      "1000",
    ],
  ])("is refused with %s", async (_what, archive, sentence) => {
    expect(await reading(await archive())).toContain(sentence);
  });
});

describe("a Parquet file packed with gzip", () => {
  it.each(["V1", "V2"])("is read with pages of the version %s", async (version) => {
    expect(await reading(await parquet(`PARQUET_VERSION ${version}`))).toBe(5000);
  });

  it("is refused where a page does not unpack to the bytes that it was made of", async () => {
    const bytes = await parquet("PARQUET_VERSION V1");
    const page = bytes.indexOf(Buffer.from([0x1f, 0x8b, 8]));
    for (let at = page + 12; at < page + 40; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 4;
      expect(await reading(changed), `byte ${at}`).toContain("The file is damaged");
    }
  });
});

/** Five thousand charges of different amounts. */
async function parquet(written: string): Promise<Buffer> {
  const path = join(trialFolder(), "gzip.parquet");
  const others = Object.entries(trialRow).filter(([name]) => name !== "BilledCost");
  const plain = others.map(([name, value]) => `'${value}' AS "${name}"`);
  const rows = `SELECT (i * 37 % 1009)::DECIMAL(12, 2) AS "BilledCost", ${plain.join(", ")} FROM range(5000) t(i)`;
  await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet, COMPRESSION gzip, ${written})`);
  return await readFile(path);
}

async function zip(entries: Record<string, string | Uint8Array>, compress = true, isLarge = false): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) archive.addBuffer(Buffer.from(content), name, { compress });
  archive.end({ forceZip64Format: isLarge, comment: "" });
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A charge of another amount, which the checksum does not know. */
function altered(archive: Buffer): Buffer {
  return Buffer.from(archive.toString("latin1").replace('"1","1"', '"9","1"'), "latin1");
}

/** The directory says that the first file needs a password. */
function flagged(archive: Buffer): Buffer {
  const entry = archive.indexOf("PK\u0001\u0002");
  archive[entry + 8] = (archive[entry + 8] ?? 0) | 1;
  return archive;
}

/** The end of the directory says that there is one file. */
function counted(archive: Buffer): Buffer {
  const end = archive.lastIndexOf("PK\u0005\u0006");
  archive.writeUInt16LE(1, end + 8);
  archive.writeUInt16LE(1, end + 10);
  return archive;
}

/** The 64-bit end of the directory says that it begins where no file reaches. */
function farOff(archive: Buffer): Buffer {
  archive.fill(0xc3, archive.lastIndexOf("PK\u0006\u0006") + 48, archive.lastIndexOf("PK\u0006\u0007"));
  return archive;
}

/** The 64-bit end of the directory is said to lie where no read can be made. */
function nowhere(archive: Buffer): Buffer {
  archive.writeBigUInt64LE(2n ** 55n, archive.lastIndexOf("PK\u0006\u0007") + 8);
  return archive;
}

function damaged(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(40, 0xff), bytes.subarray(middle + 40)]);
}
