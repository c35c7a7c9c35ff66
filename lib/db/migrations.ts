import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `checksum` is the one that Prisma keeps: a changed text is noticed. */
export type Migration = { name: string; script: string; checksum: string };

export const PRISMA_FOLDER = join(import.meta.dirname, "../../prisma");

/** The migrations of a folder in the order they apply. */
export function migrationsIn(folder = join(PRISMA_FOLDER, "migrations")): Migration[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => name)
    .sort()
    .map((name) => migration(name, readFileSync(join(folder, name, "migration.sql"), "utf8")));
}

export function migration(name: string, script: string): Migration {
  return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
}

/** The same as the schema engine wants it. */
export function migrationList(migrations: Migration[]) {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: script } },
    })),
  };
}
