import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase } from "../lib/db/client";
import { attachEmbedded } from "../lib/db/embedded/server";
import { migrate } from "../lib/db/migrate";
import { rowsOf, sql } from "../lib/db/sql";

const PASS_THROUGH = 0o711;

/** A server with the settings that a user gets, in a data directory of its own that goes with the run. */
export async function withServer<Outcome>(what: string, work: (dataDir: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "outlay-bench-data-"));
  chmodSync(folder, PASS_THROUGH); // root lends the server another account
  const before = process.env.OUTLAY_DATA_DIR;
  process.env.OUTLAY_DATA_DIR = folder;
  const { url, detach } = await attachEmbedded(folder, { what });
  try {
    process.env.DATABASE_URL = url;
    await migrate(url);
    return await work(folder);
  } finally {
    await closeDatabase();
    await detach();
    process.env.OUTLAY_DATA_DIR = before ?? "";
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of the ledger's tables with their indexes. */
export async function ledgerBytes(): Promise<Map<string, number>> {
  const rows = await rowsOf<{ name: string; bytes: string }>(sql`
    select regexp_replace(relname, '_[0-9]{4}_[0-9]{2}$', '') as name, sum(pg_total_relation_size(oid)) as bytes
    from pg_class where relnamespace = 'outlay'::regnamespace and relkind = 'r' and relname ~ '^(charge|rollup|dim)_'
    group by 1 order by 2 desc`);
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}
