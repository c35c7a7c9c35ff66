import { spawnSync } from "node:child_process";
import { DomainError } from "../../errors";

/** The account that Postgres runs under when it cannot be ours. */
export type Account = { name: string; uid: number; gid: number };

const OWN = "outlay";

/** Postgres refuses to run as root: root lends it an account of its own; everybody else runs it as themselves. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account = accountNamed(OWN) ?? newAccount() ?? accountNamed("postgres") ?? accountNamed("nobody");
  if (account) return account;
  throw new DomainError(
    "unavailable",
    `Postgres does not run as root, and no account for it could be made: add one (useradd --system ${OWN}), or start Outlay as another user.`,
  );
}

function accountNamed(name: string): Account | null {
  const [uid, gid] = ["-u", "-g"].map((which) => {
    const { status, stdout } = spawnSync("id", [which, name], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : 0;
  });
  return uid && gid ? { name, uid, gid } : null;
}

/** The ways of the shadow suite (most Linux) and of BusyBox (Alpine). */
function newAccount(): Account | null {
  const ways: [string, string[]][] = [
    [
      "useradd",
      [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
        OWN,
      ],
    ],
    ["adduser", ["-S", "-D", "-H", "-h", "/nonexistent", OWN]],
  ];
  for (const [command, args] of ways) {
    spawnSync(command, args, { stdio: "ignore" });
    const made = accountNamed(OWN);
    if (made) return made;
  }
  return null;
}

/** May the account pass through this folder, and list it? Asked of the system itself, which knows ACLs and mounts. */
export function canEnter(account: Account, folder: string): boolean {
  return may(account, 'cd "$1"', folder);
}

export function canRead(account: Account, folder: string): boolean {
  return may(account, 'cd "$1" && test -r .', folder);
}

function may({ uid, gid }: Account, script: string, folder: string): boolean {
  const { status } = spawnSync("/bin/sh", ["-c", script, "sh", folder], { uid, gid, cwd: "/", stdio: "ignore" });
  return status === 0;
}
