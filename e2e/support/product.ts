import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scratchDatabase } from "../../lib/db/scratch";

const ROOT = join(import.meta.dirname, "../..");
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

export const administrator = { name: "Ada Marsh", email: "ada@example.com", password: "correct horse battery staple" };

export type Product = {
  url: string;
  /** A bearer token with the role admin, made by the product's own command. */
  token: string;
  /** Runs an outlay command against the same database and gives its JSON answer. */
  outlay: (args: string[], input?: string) => Promise<Record<string, unknown>>;
  stop: () => Promise<void>;
};

/** The built product as it runs in production, web and worker, on a fresh database with one admin. */
export async function startProduct(environment: Record<string, string>): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "outlay-e2e-"));
  const port = await freePort();
  const env = { ...process.env, ...(await settings(folder, port)), ...environment };
  const { outlay, token } = await withAdministrator(env);

  const running = [
    start(["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], env),
    start(["--import", "tsx", "bin/worker.ts"], env),
  ];
  const url = env.OUTLAY_URL;
  await answers(`${url}/api/health`, running);
  return {
    url,
    token,
    outlay,
    stop: async () => {
      await Promise.all(running.map(({ child }) => ended(child)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function settings(folder: string, port: number) {
  return {
    NODE_ENV: "production" as const,
    DATABASE_URL: await scratchDatabase(),
    OUTLAY_DATA_DIR: folder,
    OUTLAY_SECRET: "a secret of the browser tests, long enough to be one",
    OUTLAY_URL: `http://127.0.0.1:${port}`,
    OUTLAY_DEMO: "0",
    PORT: String(port),
    LOG_LEVEL: "warn",
  };
}

async function withAdministrator(env: NodeJS.ProcessEnv) {
  const outlay = (args: string[], input?: string) => command(["bin/outlay.mjs", ...args, "--json"], env, input);
  const { email, password } = administrator;
  await outlay(["user", "create", "--email", email, "--role", "admin", "--password-stdin"], password);
  const { token } = await outlay(["token", "create", "--name", "browser tests", "--role", "admin"]);
  return { outlay, token: String(token) };
}

function command(args: string[], env: NodeJS.ProcessEnv, input?: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) => {
      if (error) return reject(new Error(`outlay ${args.slice(1).join(" ")}\n${stdout}\n${stderr}`, { cause: error }));
      resolve(JSON.parse(stdout) as Record<string, unknown>);
    });
    child.stdin?.end(input ?? "");
  });
}

type Running = { child: ChildProcess; said: () => string };

export function start(args: string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const keep = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return { child, said: () => said };
}

/** Resolves when the address answers 200; a process that ends first fails the start with its last words. */
export async function answers(url: string, running: Running[]): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline) {
    const ended = running.find(({ child }) => child.exitCode !== null);
    if (ended) throw new Error(`The product ended while it started:\n${ended.said()}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer:\n${running.map(({ said }) => said()).join("\n")}`);
}

/** Asks a process to stop and waits for it; one that does not listen is killed. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(killer);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}
