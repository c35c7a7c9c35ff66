import { rowsOf, sql } from "../../db/sql";
import type { Conformance } from "./conformance";
import { mergedConformance } from "./merge";

/** Keeps the report with its run, whatever becomes of the import: it tells about the file. */
export async function storeConformance(runId: string, conformance: Conformance): Promise<void> {
  const [run] = await rowsOf<{ conformance: Conformance | null }>(
    sql`select conformance from import_run where id = ${runId}::uuid`,
  );
  const merged = JSON.stringify(mergedConformance(run?.conformance ?? null, conformance));
  await rowsOf(sql`update import_run set conformance = ${merged}::jsonb where id = ${runId}::uuid`);
}
