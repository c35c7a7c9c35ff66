import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { migrate, waitingMigrations } from "./migrate";
import { migration, migrationList, migrationsIn } from "./migrations";
import { schemaEngine } from "./schema-engine";
import { emptyDatabase } from "./scratch";

const shipped = migrationsIn();
const names = shipped.map(({ name }) => name);
const NEXT = "20991231000000_next";

const withNext = (script: string) => [...shipped, migration(NEXT, script)];

async function on<Outcome>(url: string, work: (client: Client) => Promise<Outcome>): Promise<Outcome> {
  const client = new Client({ connectionString: url, options: "-c search_path=outlay" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const tableExists = (url: string, name: string) =>
  on(url, async (client) => (await client.query("select to_regclass($1) as id", [name])).rows[0].id !== null);

describe("migrate", () => {
  it("brings an empty database up to date, once", async () => {
    const url = await emptyDatabase();
    expect(await waitingMigrations(url)).toEqual(names);
    expect(await migrate(url)).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    expect(await waitingMigrations(url)).toEqual([]);
  });

  it("lets several replicas start at once", async () => {
    const url = await emptyDatabase();
    const outcomes = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(outcomes.flat()).toEqual(names);
  });

  it("leaves a history that Prisma itself agrees with", async () => {
    const url = await emptyDatabase();
    await migrate(url);
    const engine = await schemaEngine(url, "outlay", [["schema.prisma", ""]]);
    const filters = { externalTables: [], externalEnums: [] };
    const answer = await engine.diagnoseMigrationHistory({
      migrationsList: migrationList(shipped),
      optInToShadowDatabase: false,
      filters,
    });
    expect(answer).toMatchObject({ history: null, failedMigrationNames: [], editedMigrationNames: [] });
    const again = await engine.applyMigrations({ migrationsList: migrationList(shipped), filters });
    expect(again.appliedMigrationNames).toEqual([]);
  });

  it("undoes a migration that fails half-way, and applies it when it is put right", async () => {
    const url = await emptyDatabase();
    await expect(migrate(url, withNext("create table half (); select 1 / 0;"))).rejects.toThrow("division by zero");
    expect(await tableExists(url, "half")).toBe(false);
    expect(await migrate(url, withNext("create table half ();"))).toEqual([NEXT]);
    expect(await tableExists(url, "half")).toBe(true);
  });

  it("recovers when it is killed in the middle of a migration", async () => {
    const url = await emptyDatabase();
    await migrate(url);
    const slow = migrate(url, withNext("create table half (); select pg_sleep(600); create table rest ();"));
    slow.catch(() => {});
    await on(url, async (client) => {
      const kill =
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
      await expect.poll(async () => (await client.query(kill)).rowCount, { timeout: 20_000 }).toBeGreaterThan(0);
    });
    await expect(slow).rejects.toThrow();
    expect(await tableExists(url, "half")).toBe(false);
    expect(await migrate(url, withNext("create table half ();"))).toEqual([NEXT]);
  });

  it("keeps semicolons inside functions and strings", async () => {
    const url = await emptyDatabase();
    const script = "create function two() returns text language plpgsql as $$ begin return 'a;b'; end $$;";
    await migrate(url, withNext(script));
    expect(await on(url, async (client) => (await client.query("select two() as text")).rows)).toEqual([
      { text: "a;b" },
    ]);
  });

  it("refuses a database of a newer version, and one made with another text", async () => {
    const url = await emptyDatabase();
    await migrate(url, withNext("create table later ();"));
    await expect(migrate(url)).rejects.toThrow(`This database was used by a newer Outlay (${NEXT})`);
    await expect(migrate(url, withNext("create table other ();"))).rejects.toThrow("another text");
  });
});
