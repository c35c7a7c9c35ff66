import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Charge } from "../focus/charge";
import { focusColumns } from "../focus/columns";
import { startOf } from "../focus/period";
import type { SourceSlice } from "../sources/source";
import type { ImportJob, ToldSlice } from "./import-job";
import { perRow } from "./staging/part-sql";
import { SPOOLED_EXTRA, SPOOLED_MEASURED } from "./staging/text-sql";

const KIND = "x_OutlayChargeKind";
const header = [...focusColumns, KIND, SPOOLED_EXTRA, SPOOLED_MEASURED];
const own = new Set<string>([...focusColumns.filter((column) => !perRow.includes(column)), KIND]);

/** Writes the charges of all slices to a file, so that they go the same way into the ledger as an uploaded one. */
export async function spoolSlices(
  directory: string,
  slices: AsyncIterable<SourceSlice>,
): Promise<Pick<ImportJob, "files" | "slices" | "notes">> {
  const path = join(directory, "charges.csv");
  const out = createWriteStream(path, { mode: 0o600 });
  const told: ToldSlice[] = [];
  const notes: string[] = [];
  try {
    out.write(`${header.join(",")}\n`);
    for await (const slice of slices) {
      told.push(toldSlice(slice));
      notes.push(...slice.notes);
      for await (const charge of slice.charges) {
        if (!out.write(`${recordOf(charge, slice.tagsMeasured)}\n`)) await once(out, "drain");
      }
    }
  } finally {
    out.end();
    await finished(out);
  }
  return { files: [{ path, name: "charges read" }], slices: told, notes: [...new Set(notes)] };
}

function toldSlice({ billingAccountId, period, final, tagsMeasured, stated }: SourceSlice): ToldSlice {
  return {
    billingAccountId,
    periodStart: startOf(period.from).toISOString(),
    periodEnd: startOf(period.to).toISOString(),
    final,
    tagsMeasured,
    stated,
  };
}

function recordOf(charge: Charge, isMeasured: boolean): string {
  const extra = Object.entries(charge).filter(([name, value]) => !own.has(name) && value);
  const fields = [
    ...focusColumns.map((column) => charge[column]),
    charge[KIND],
    extra.length === 0 ? null : JSON.stringify(Object.fromEntries(extra)),
    isMeasured ? "t" : "f",
  ];
  return fields.map(quoted).join(",");
}

/** Every value in quotes, so that the words NULL and null stay words; text in the database cannot hold a NUL. */
function quoted(value: string | null | undefined): string {
  if (!value) return "";
  return `"${value.replaceAll('"', '""').replaceAll("\0", "\uFFFD")}"`;
}
