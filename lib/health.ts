import { readdir } from "node:fs/promises";
import { join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { rowsOf, sql } from "./db/sql";

const PATIENCE = 3000;

type Part = "ok" | "failing";
export type Health = {
  status: "ok" | "failing";
  version: string;
  /** Answers a query. */
  database: Part;
  /** All that this version needs are applied. */
  migrations: Part;
};

/** Whether this process can serve: for load balancers, containers and people who wonder. Says nothing about money. */
export async function health(): Promise<Health> {
  const [database, migrations] = await Promise.all([works(answersQuery), works(isMigrated)]);
  const status = database === "ok" && migrations === "ok" ? "ok" : "failing";
  return { status, version: packageJson.version, database, migrations };
}

async function answersQuery(): Promise<boolean> {
  return (await rowsOf(sql`select 1`)).length === 1;
}

async function isMigrated(): Promise<boolean> {
  const folders = await readdir(join(process.cwd(), "prisma/migrations"), { withFileTypes: true });
  const needed = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const applied = await rowsOf<{ name: string }>(sql`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`);
  const names = new Set(applied.map(({ name }) => name));
  return needed.every((name) => names.has(name));
}

/** A database that hangs is one that fails. */
async function works(check: () => Promise<boolean>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const isFine = await Promise.race([check().catch(() => false), late]);
  clearTimeout(timer);
  return isFine ? "ok" : "failing";
}
