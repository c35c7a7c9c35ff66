import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { csvOf, trialFile, trialFolder, trialRow } from "../import-trial";
import { openFile } from "./file-parts";

const good = csvOf([{}, {}]);

/** The sentence that refuses a file, or the number of its rows. */
async function reading(content: string | Uint8Array): Promise<string | number> {
  const file = await trialFile("bill.csv", content);
  try {
    let rows = 0;
    for await (const part of (await openFile(file, trialFolder())).parts) rows += part.rows;
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
    ["Parquet", "PAR1\u0015", "This is a Parquet file"],
    ["a zip archive", Buffer.from("504b0304140000", "hex"), "This is a zip archive or a spreadsheet"],
    ["gzip in gzip", gzipSync(gzipSync(good)), "compressed twice"],
    ["binary", Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7) % 32 || 1)), "The file is not text."],
    ["UTF-16", Buffer.from(`\uFEFF${good}`, "utf16le"), "The file is encoded as UTF-16; save it as UTF-8."],
    ["UTF-16 without its mark", Buffer.from(good, "utf16le"), "The file is encoded as UTF-16; save it as UTF-8."],
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
    await expect(openFile({ path: "/nowhere/bill.csv", name: "bill.csv" }, "/tmp")).rejects.toThrow("no such file");
    await expect(openFile({ path: trialFolder(), name: "bill.csv" }, "/tmp")).rejects.toThrow("This is not a file");
  });
});

function damaged(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(40, 0xff), bytes.subarray(middle + 40)]);
}
