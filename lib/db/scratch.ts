import { createHash, randomUUID } from "node:crypto";
import { Client } from "pg";
import { env } from "../env";
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

/**
 * The same with what `fill` puts into it: it is called once for a name, and everybody who asks gets a copy of what it
 * left. What it fills it with must follow from the sources, the schema and the name.
 */
export async function filledDatabase(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const server = testServer();
  const migrated = await migratedTemplate(server);
  const filled = await template(server, `${name}_${hashOf(`${migrated} ${env().OUTLAY_PROGRAMS}`)}`, migrated, fill);
  const url = await newDatabase(server, filled);
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
  return await template(server, `migrated_${hashOf(texts.join("\n"))}`, "template1", async (url) => {
    await migrate(url);
  });
}

/** The database of this name, made by whoever asks first; the others wait for it. */
async function template(server: string, name: string, base: string, make: (url: string) => Promise<void>) {
  await onServer(server, async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    await client.query(`drop database if exists ${name}_new`);
    await client.query(`create database ${name}_new template ${base}`);
    await make(databaseOn(server, `${name}_new`));
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
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
