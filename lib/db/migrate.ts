import type { Client } from "pg";
import { DomainError } from "../errors";
import { connectTo } from "./connect";
import { type Migration, migrationsIn } from "./migrations";
import { SCHEMA } from "./pool";

const ONE_AT_A_TIME = 726_000;
const HISTORY = `${SCHEMA}._prisma_migrations`;

type Applied = { name: string; checksum: string };

/**
 * Brings the database to this version of Outlay and says which migrations that took.
 * A migration and its row in the history commit together, so a kill at any point leaves it done or not begun.
 */
export async function migrate(url: string, migrations = migrationsIn()): Promise<string[]> {
  const client = await connectTo(url);
  try {
    await client.query("select pg_advisory_lock($1)", [ONE_AT_A_TIME]);
    await createHistory(client);
    const pending = pendingMigrations(migrations, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Which migrations wait, without changing anything. */
export async function waitingMigrations(url: string): Promise<string[]> {
  const client = await connectTo(url);
  try {
    return pendingMigrations(migrationsIn(), await appliedMigrations(client)).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Prisma's own table, so that `prisma migrate deploy` and we can take turns. */
async function createHistory(client: Client): Promise<void> {
  try {
    await client.query(`create schema if not exists ${SCHEMA}`);
    await client.query(`create table if not exists ${HISTORY} (
      id varchar(36) primary key not null,
      checksum varchar(64) not null,
      finished_at timestamptz,
      migration_name varchar(255) not null,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz not null default now(),
      applied_steps_count integer not null default 0
    )`);
  } catch (error) {
    const { code } = error as { code?: string };
    const { user, database } = client;
    if (code === "42501") {
      throw new DomainError(
        "unavailable",
        `${user} may not create the schema ${SCHEMA} in the database ${database}: run GRANT CREATE ON DATABASE "${database}" TO "${user}".`,
      );
    }
    if (code === "25006") {
      throw new DomainError(
        "unavailable",
        `The database ${database} is read-only: DATABASE_URL must name the primary server.`,
      );
    }
    throw error;
  }
}

async function appliedMigrations(client: Client): Promise<Applied[]> {
  const { rows: found } = await client.query("select from pg_tables where schemaname = $1 and tablename = $2", [
    ...HISTORY.split("."),
  ]);
  if (found.length === 0) return [];
  const { rows } = await client.query<Applied>(
    `select migration_name as name, checksum from ${HISTORY}
      where finished_at is not null and rolled_back_at is null order by started_at`,
  );
  return rows;
}

function pendingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const newer = applied.find(({ name }) => !known.has(name));
  if (newer) {
    throw new DomainError("conflict", `This database was used by a newer Outlay (${newer.name}): start that version.`);
  }
  const edited = applied.find(({ name, checksum }) => known.get(name) !== checksum);
  if (edited) {
    throw new DomainError(
      "conflict",
      `This database was made with another text of the migration ${edited.name}: start that version, or use an empty database.`,
    );
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: Client, { name, script, checksum }: Migration): Promise<void> {
  try {
    await client.query(`begin; set local search_path = ${SCHEMA}`);
    await client.query(script);
    // A row without an end is a migration that `prisma migrate deploy` did not bring to its end, and so undid.
    await client.query(
      `update ${HISTORY} set rolled_back_at = now() where migration_name = $1 and finished_at is null`,
      [name],
    );
    await client.query(
      `insert into ${HISTORY} (id, checksum, migration_name, finished_at, applied_steps_count)
       values (gen_random_uuid()::text, $1, $2, now(), 1)`,
      [checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The migration ${name} failed and left nothing behind: ${message}`, { cause: error });
  }
}
