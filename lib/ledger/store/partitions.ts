import type { PoolClient } from "pg";
import { addMonths, type Day } from "../../focus/period";

const LOCK = 726002;

/**
 * Those of these months that have no partition of `charge` yet. Nobody else makes one of them until this transaction
 * ends: whoever needs one too waits, and finds it there.
 */
export async function newMonths(client: PoolClient, months: Day[]): Promise<Set<Day>> {
  const absent = await missing(client, months);
  // In one order, so that two imports never wait for each other.
  for (const month of absent.toSorted()) {
    await client.query("select pg_advisory_xact_lock($1, $2)", [LOCK, Number(month.slice(0, 7).replace("-", ""))]);
  }
  return new Set(absent.length === 0 ? [] : await missing(client, absent));
}

/** A table that is to be a partition of `charge`: without indexes until it is filled and attached. */
export async function createPartition(client: PoolClient, month: Day): Promise<string> {
  await client.query(`create table ${nameOf(month)} (like charge including all excluding indexes)`);
  return nameOf(month);
}

/** Makes the indexes too. Readers wait for none of it, other imports that attach a month do until this one commits. */
export async function attachPartition(client: PoolClient, month: Day): Promise<void> {
  await client.query(
    `alter table charge attach partition ${nameOf(month)} for values from ('${month}') to ('${addMonths(month, 1)}')`,
  );
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
