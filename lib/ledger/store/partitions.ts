import type { PoolClient } from "pg";
import { addMonths, type Day } from "../../focus/period";

const LOCK = 726002;

/**
 * Makes the partitions of `charge` for these months. They are filled later, in the import's own transaction: a table
 * that is made alone and then attached takes no lock that a reader would have to wait for.
 */
export async function ensurePartitions(client: PoolClient, months: Day[]): Promise<void> {
  if ((await missing(client, months)).length === 0) return;
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    for (const month of await missing(client, months)) {
      const partition = nameOf(month);
      await client.query(`create table ${partition} (like charge including all)`);
      await client.query(
        `alter table charge attach partition ${partition} for values from ('${month}') to ('${addMonths(month, 1)}')`,
      );
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function missing(client: PoolClient, months: Day[]): Promise<Day[]> {
  const { rows } = await client.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'charge'::regclass",
  );
  const known = new Set(rows.map(({ name }) => name.replace(/^.*\./, "")));
  return months.filter((month) => !known.has(nameOf(month)));
}

/** Months come from the importer as YYYY-MM-DD, so the name holds digits only. */
export function nameOf(month: Day): string {
  const [year, number] = month.split("-");
  return `charge_${year}_${number}`;
}
