import { randomBytes, randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DomainError } from "./errors";

const PASS_THROUGH = 0o711; // what is inside is private; the account of Postgres must only get by

/** Where the default data directory lies: a start from another folder still finds the same data. */
const CLONE = join(import.meta.dirname, "..");

/** The data directory as an absolute path, made if it is missing, or one sentence why it cannot be used. */
export function openDataDir(setting: string): string {
  const folder = resolve(CLONE, setting);
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(folder, `.${randomUUID()}`);
    try {
      writeFileSync(probe, "x".repeat(4096)); // a full disk still takes an empty file
    } finally {
      rmSync(probe, { force: true });
    }
  } catch (error) {
    throw new DomainError("unavailable", dataDirProblem(folder, error as NodeJS.ErrnoException), { cause: error });
  }
  return folder;
}

/** Step by step: Node's own recursive mkdir never ends where a file system refuses with ENOENT, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: PASS_THROUGH });
}

function dataDirProblem(folder: string, { code, message }: NodeJS.ErrnoException): string {
  const named = `The data directory ${folder}`;
  if (code === "EACCES" || code === "EPERM") {
    return `${named} is not writable for you: change its owner, or set OUTLAY_DATA_DIR to another.`;
  }
  if (code === "EROFS") return `${named} is on a read-only file system: set OUTLAY_DATA_DIR to another.`;
  if (code === "ENOSPC" || code === "EDQUOT") return `No space is left on the disk of the data directory ${folder}.`;
  if (code === "ENOTDIR" || code === "EEXIST") return `${named} cannot be made: a file is in its way.`;
  if (code === "ENOENT") return `${named} cannot be made there: set OUTLAY_DATA_DIR to another.`;
  return `${named} cannot be used: ${message}.`;
}

/** The secret of this installation, made on first use. Losing it loses the stored credentials, so it is never remade. */
export function secretOf(folder: string): string {
  const path = join(folder, "secret");
  try {
    return readSecret(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw unreadable(path, error);
  }
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was first
  } finally {
    rmSync(draft);
  }
  return readSecret(path);
}

function readSecret(path: string): string {
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new DomainError("unavailable", `The secret in ${path} is cut short: restore it, or set OUTLAY_SECRET.`);
}

function unreadable(path: string, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  return new DomainError(
    "unavailable",
    `The secret in ${path} belongs to another user: start Outlay as that user, or change its owner.`,
    {
      cause: error,
    },
  );
}
