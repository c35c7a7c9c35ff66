import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { SCHEMA } from "./client";

/**
 * For tests: a migrated, empty database of their own on the test server, set as DATABASE_URL of this process.
 * The server is OUTLAY_TEST_SERVER, which the test set-up starts when it is not given.
 */
export async function scratchDatabase(): Promise<string> {
  const server = process.env["OUTLAY_TEST_SERVER"];
  if (!server) throw new Error("OUTLAY_TEST_SERVER is not set: run the tests through npm test or vitest.");
  const template = await migratedTemplate(server);
  const name = `scratch_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`));
  const url = databaseOn(server, name);
  process.env["DATABASE_URL"] = url;
  return url;
}

async function migratedTemplate(server: string): Promise<string> {
  const migrations = migrationFiles();
  const name = `outlay_${createHash("sha256").update(migrations.join("\n")).digest("hex").slice(0, 16)}`;
  await onServer(server, async (client) => {
    await client.query("select pg_advisory_lock(726001)");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    await client.query(`create database ${name}_new`);
    await onServer(databaseOn(server, `${name}_new`), async (fresh) => {
      await fresh.query(`create schema ${SCHEMA}; set search_path = ${SCHEMA}`);
      for (const migration of migrations) await fresh.query(migration);
    });
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

function migrationFiles(): string[] {
  const folder = join(import.meta.dirname, "../../prisma/migrations");
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name, "migration.sql"), "utf8"));
}

function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
