import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Charge } from "../focus/charge";
import { focusColumns } from "../focus/columns";
import { startOf } from "../focus/period";
import type { SourceSlice } from "../sources/source";
import type { ImportJob, ToldSlice } from "./import-job";
import { besides } from "./staging/part-sql";
import { SPOOLED_EXTRA, SPOOLED_MEASURED } from "./staging/text-sql";

const KIND = "x_OutlayChargeKind";
const header = [...focusColumns, KIND, SPOOLED_EXTRA, SPOOLED_MEASURED];
const own = new Set<string>([...focusColumns.filter((column) => !besides.includes(column)), KIND]);

/** Writes the charges of all slices to a file, so that they go the same way into the ledger as an uploaded one. */
export async function spoolSlices(
  directory: string,
  slices: AsyncIterable<SourceSlice>,
): Promise<Pick<ImportJob, "files" | "slices" | "notes">> {
  const path = join(directory, "charges.csv");
  const out = createWriteStream(path, { mode: 0o600 });
  const written = finished(out);
  written.catch(() => {}); // a full disk shows while the provider is waited for, and is told below
  const told: ToldSlice[] = [];
  const notes: string[] = [];
  try {
    out.write(`${header.join(",")}\n`);
    for await (const slice of slices) {
      told.push(toldSlice(slice));
      notes.push(...slice.notes);
      for await (const charge of slice.charges) {
        if (out.write(`${recordOf(charge, slice.tagsMeasured)}\n`)) continue;
        if (out.errored) throw out.errored;
        await once(out, "drain");
      }
    }
  } finally {
    out.end();
    await written;
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

/** Called for every charge of every sync, so it makes one text and nothing else. */
function recordOf(charge: Charge, isMeasured: boolean): string {
  let record = "";
  for (const column of focusColumns) record += `${quoted(charge[column])},`;
  return `${record}${quoted(charge[KIND])},${quoted(extraOf(charge))},${isMeasured ? '"t"' : '"f"'}`;
}

function extraOf(charge: Charge): string | null {
  let extra: Record<string, string> | null = null;
  for (const name of Object.keys(charge)) {
    const value = charge[name];
    if (!value || own.has(name)) continue;
    extra ??= {};
    extra[name] = value;
  }
  return extra && JSON.stringify(extra);
}

/** Every value in quotes, so that the words NULL and null stay words; text in the database cannot hold a NUL. */
function quoted(value: string | null | undefined): string {
  if (!value) return "";
  const held = value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
  return held.includes('"') ? `"${held.replaceAll('"', '""')}"` : `"${held}"`;
}
