import { rowsOf, sql } from "../../db/sql";
import type { Conformance } from "./conformance";

/** Keeps the report with its run, whatever becomes of the import: it tells about the file. */
export async function storeConformance(runId: string, conformance: Conformance): Promise<void> {
  await rowsOf(sql`
    update import_run set conformance = ${JSON.stringify(conformance)}::jsonb where id = ${runId}::uuid`);
}
