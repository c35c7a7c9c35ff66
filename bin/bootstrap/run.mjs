import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Refusal } from "./refusal.mjs";

/** The folder of the clone; every path of the bootstrap starts here. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * Runs a program to its end and keeps what it prints; with `live` the console sees it too.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, live?: boolean, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: options.shell ?? false,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        chunks.push(chunk);
        if (options.live) process.stderr.write(chunk);
      });
    }
    const stopWaiting = endWithUs(child);
    child.on("error", (error) => {
      stopWaiting();
      reject(error);
    });
    child.on("close", (code) => {
      if (stopWaiting()) reject(new Refusal("Stopped."));
      else resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/**
 * Passes on a signal that stops us; the returned function ends that and says whether one came.
 * @param {import("node:child_process").ChildProcess} child
 */
function endWithUs(child) {
  let came = false;
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    came = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return () => {
    for (const signal of signals) process.off(signal, passOn);
    return came;
  };
}

/**
 * The last lines of a program's output, for an error message.
 * @param {string} output
 */
export function tail(output, lines = 20) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}
