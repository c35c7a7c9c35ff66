import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { type Account, canEnter, canRead, postgresAccount } from "./account";
import { type Binaries, makeSymlinks } from "./binaries";

/** Where one embedded server lives: its programs, and the folder that it alone may enter. */
export type Place = { home: string; binaries: Binaries; account: Account | null };

const SYSTEM_WIDE = "/var/lib/outlay";
const PASS_THROUGH = 0o711;

/**
 * Beside the other data, unless the account of Postgres cannot get there (a clone below /root): then below /var/lib,
 * under a name that belongs to this data directory. A home that was used before stays the home.
 */
export function placeFor(dataDir: string, bundled: Binaries, usedBefore: string | null): Place {
  makeSymlinks(bundled);
  const beside = usedBefore ?? join(dataDir, "postgres");
  const account = ownerOf(beside) ?? postgresAccount();
  if (!account) return { home: ownFolder(beside, null), binaries: bundled, account };

  const home = ownFolder(usedBefore || canEnter(account, dataDir) ? beside : systemWide(dataDir), account);
  const binaries = canRead(account, join(bundled.folder, "share", "postgresql"))
    ? bundled
    : copyOf(bundled, home, account);
  return { home, binaries, account };
}

/** Root starts a database that somebody else made as that somebody. */
function ownerOf(home: string): Account | null {
  if (process.getuid?.() !== 0 || !existsSync(home)) return null;
  const { uid, gid } = statSync(home);
  return uid === 0 ? null : { name: `user ${uid}`, uid, gid };
}

function ownFolder(path: string, account: Account | null): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
  return path;
}

function systemWide(dataDir: string): string {
  mkdirSync(SYSTEM_WIDE, { recursive: true });
  chmodSync(SYSTEM_WIDE, PASS_THROUGH);
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return join(SYSTEM_WIDE, name);
}

/** The copy appears under its name only when it is whole, and belongs to the account, whatever the umask was. */
function copyOf(bundled: Binaries, home: string, account: Account): Binaries {
  const whole = join(home, `postgres-${bundled.version}`);
  const copy = { folder: join(whole, "native"), version: bundled.version };
  if (existsSync(whole)) return copy;
  const draft = `${whole}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(bundled.folder, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  for (const path of ["", ...readdirSync(draft, { recursive: true, encoding: "utf8" })]) {
    lchownSync(join(draft, path), account.uid, account.gid);
  }
  renameSync(draft, whole);
  return copy;
}
