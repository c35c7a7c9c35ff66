import { createHash, randomUUID } from "node:crypto";
import { Client } from "pg";
import { migrate } from "./migrate";
import { migrationsIn } from "./migrations";

/**
 * For tests: a migrated, empty database of their own on the test server, set as DATABASE_URL of this process.
 * The server is OUTLAY_TEST_SERVER, which the test set-up starts when it is not given.
 */
export async function scratchDatabase(): Promise<string> {
  const server = testServer();
  const url = await newDatabase(server, await migratedTemplate(server));
  process.env.DATABASE_URL = url;
  return url;
}

/** For tests of the migrations themselves: a database without anything in it. */
export async function emptyDatabase(): Promise<string> {
  return await newDatabase(testServer(), "template0");
}

function testServer(): string {
  const server = process.env.OUTLAY_TEST_SERVER;
  if (server) return server;
  throw new Error("OUTLAY_TEST_SERVER is not set: run the tests through npm test or vitest.");
}

async function newDatabase(server: string, template: string): Promise<string> {
  const name = `scratch_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`));
  return databaseOn(server, name);
}

async function migratedTemplate(server: string): Promise<string> {
  const texts = migrationsIn().map(({ checksum }) => checksum);
  const name = `migrated_${createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16)}`;
  await onServer(server, async (client) => {
    await client.query("select pg_advisory_lock(726001)");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${name}_new`);
    await client.query(`create database ${name}_new`);
    await migrate(databaseOn(server, `${name}_new`));
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
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
