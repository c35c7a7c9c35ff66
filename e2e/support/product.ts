import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filledDatabase, scratchDatabase } from "../../lib/db/scratch";
import { dayOf } from "../../lib/focus/period";
import { programAt } from "../../lib/program";
import { answers, command, ended, freePort, start } from "./processes";

export const administrator = { name: "Ada Marsh", email: "ada@example.com", password: "correct horse battery staple" };

export type Product = {
  url: string;
  /** Where its ledger is, for journeys that must see what runs there. */
  database: string;
  /** A bearer token with the role admin, made by the product's own command when first asked for. */
  token: () => Promise<string>;
  /** Runs an outlay command against the same database and gives its JSON answer. */
  outlay: (args: string[], input?: string) => Promise<Record<string, unknown>>;
  stop: () => Promise<void>;
};

type Options = {
  environment: Record<string, string>;
  /** Begins with the demo company of today; it is loaded once for all who want it. */
  demo: boolean;
};

/** The built product as it runs in production, web and worker, on a fresh database with one admin. */
export async function startProduct({ environment, demo }: Options): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "outlay-e2e-"));
  const port = await freePort();
  const env = { ...process.env, ...(await settings(folder, port, demo)), ...environment };
  const outlay: Product["outlay"] = (args, input) => command(args, env, input);

  const worker = programAt("bin/worker");
  const running = [
    start(["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], env),
    start([...worker.execArgv, worker.module], env),
  ];
  const url = env.OUTLAY_URL;
  await Promise.all([answers(`${url}/api/health`, running), firstAccount(outlay)]);
  const stop = async () => {
    await Promise.all(running.map(({ child }) => ended(child)));
    rmSync(folder, { recursive: true, force: true });
  };
  let made: Promise<string> | undefined;
  const token = () => {
    made ??= tokenFrom(outlay);
    return made;
  };
  return { url, database: env.DATABASE_URL, token, outlay, stop };
}

async function settings(folder: string, port: number, demo: boolean) {
  const plain = {
    NODE_ENV: "production" as const,
    OUTLAY_DATA_DIR: folder,
    OUTLAY_SECRET: "a secret of the browser tests, long enough to be one",
    OUTLAY_URL: `http://127.0.0.1:${port}`,
    OUTLAY_DEMO: "0",
    PORT: String(port),
    LOG_LEVEL: "warn",
  };
  return { ...plain, DATABASE_URL: demo ? await demoDatabase(plain) : await scratchDatabase() };
}

async function demoDatabase(env: Record<string, string>): Promise<string> {
  return await filledDatabase(`demo_${dayOf(new Date()).replaceAll("-", "")}`, async (url) => {
    await command(["demo", "load"], { ...process.env, ...env, DATABASE_URL: url } as NodeJS.ProcessEnv);
  });
}

async function firstAccount(outlay: Product["outlay"]): Promise<void> {
  const { email, password } = administrator;
  await outlay(["user", "create", "--email", email, "--role", "admin", "--password-stdin"], password);
}

async function tokenFrom(outlay: Product["outlay"]): Promise<string> {
  const { token } = await outlay(["token", "create", "--name", "browser tests", "--role", "admin"]);
  return String(token);
}
