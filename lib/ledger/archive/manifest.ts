import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DomainError } from "../../errors";
import { metrics } from "../../focus/charge";
import type { ToldSlice } from "../import-job";
import { placeOf } from "./place";

const ArchivedPart = z.object({ path: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() });

/** One table of an import as it came: its columns by name, its rows in zstd parquet files. */
const ArchivedTable = z.object({
  name: z.string(),
  format: z.enum(["csv", "parquet"]),
  columns: z.array(z.string()),
  parts: z.array(ArchivedPart),
});

const ArchivedOriginal = z.object({
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  tables: z.array(ArchivedTable),
});

const StatedTotal = z.object({
  day: z.string().nullable(),
  metric: z.enum(metrics),
  currency: z.string(),
  amount: z.string(),
  estimated: z.boolean(),
});

const Told: z.ZodType<ToldSlice[] | null> = z
  .array(
    z.object({
      billingAccountId: z.string(),
      periodStart: z.string(),
      periodEnd: z.string(),
      final: z.boolean(),
      tagsMeasured: z.boolean(),
      stated: z.array(StatedTotal),
    }),
  )
  .nullable();

/** What lies beside the archived files, so that they can be read without a database. */
export const ArchiveManifest = z.object({
  version: z.literal(1),
  id: z.string(),
  run: z.string(),
  source: z.object({ id: z.string(), name: z.string(), connector: z.string() }),
  importedAt: z.string(),
  rows: z.int(),
  /** Read from a provider's API by a connector, and written down by Outlay. */
  isSpool: z.boolean(),
  periods: z.array(z.object({ billingAccountId: z.string(), from: z.string(), to: z.string(), rows: z.int() })),
  originals: z.array(ArchivedOriginal),
  /** The slices exactly as the connector told them, with the provider's own totals; null for files. */
  told: z.custom<ToldSlice[] | null>((value) => Told.safeParse(value).success),
});
export type ArchiveManifest = z.output<typeof ArchiveManifest>;
export type ArchivedOriginal = z.output<typeof ArchivedOriginal>;
export type ArchivedTable = z.output<typeof ArchivedTable>;

export const MANIFEST = "manifest.json";

export async function manifestOf(id: string): Promise<ArchiveManifest> {
  const text = await readFile(join(placeOf(id), MANIFEST), "utf8").catch(() => null);
  const read = text === null ? null : ArchiveManifest.safeParse(jsonOf(text));
  if (read?.success) return read.data;
  const why = text === null ? "is missing" : "cannot be read";
  throw new DomainError("unavailable", `The manifest of the archive ${id} ${why}.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
