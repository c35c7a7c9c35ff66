import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const STARTS_WITHIN_MS = 90_000;
const STOPS_WITHIN_MS = 15_000;

export type Running = { child: ChildProcess; said: () => string };

/** Starts Node with a program of the repository and keeps what it says. */
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

/** Runs an outlay command to its end and gives its JSON answer. */
export function command(args: string[], env: NodeJS.ProcessEnv, input = ""): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const all = ["bin/outlay.mjs", ...args, "--json"];
    const child = execFile(process.execPath, all, { cwd: ROOT, env }, (error, stdout, stderr) => {
      if (error) return reject(new Error(`outlay ${args.join(" ")}\n${stdout}\n${stderr}`, { cause: error }));
      resolve(JSON.parse(stdout) as Record<string, unknown>);
    });
    child.stdin?.end(input);
  });
}

/** Resolves when the address answers 200. */
export async function answers(url: string, running: Running[]): Promise<void> {
  await started(`${url} to answer`, running, async () => {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    return ok ? url : null;
  });
}

/** Resolves with what the program printed, as soon as it has. */
export async function says(pattern: RegExp, running: Running): Promise<string> {
  return await started(`${pattern} to be printed`, [running], async () => pattern.exec(running.said())?.[0] ?? null);
}

/** Asks until there is an answer; a process that ends first fails the start with its last words. */
async function started(what: string, running: Running[], ask: () => Promise<string | null>): Promise<string> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  const words = () => running.map(({ said }) => said()).join("\n");
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (running.some(({ child }) => child.exitCode !== null)) throw new Error(`The product ended:\n${words()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${what}:\n${words()}`);
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
