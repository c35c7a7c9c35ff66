import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const User = z.object({ pid: z.number().int().positive(), mark: z.string(), what: z.string() });

/** What everybody who shares the embedded server must know; `users` are the processes that need it now. */
const State = z.object({
  home: z.string(),
  port: z.number().int(),
  password: z.string(),
  users: z.array(User),
});
export type State = z.output<typeof State>;

const fileOf = (dataDir: string) => join(dataDir, "postgres.json");

/** Null when there is none, or none that can be understood. */
export function readState(dataDir: string): State | null {
  const path = fileOf(dataDir);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  try {
    return State.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Replaced as a whole, so that a reader sees the old or the new; stays with the owner of the data directory. */
export function writeState(dataDir: string, state: State): void {
  const path = fileOf(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(path));
    chownSync(draft, uid, gid);
  }
  renameSync(draft, path);
}

export function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

export const SUPERUSER = "outlay";
export const DATABASE = "outlay";

export function urlOf({ port, password }: Pick<State, "port" | "password">, database = DATABASE): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}
