import { join } from "node:path";
import type { Env } from "../../lib/env";
import { programAt } from "../../lib/program";
import { ROOT } from "../bootstrap/run.mjs";
import { type Child, type Program, supervise } from "./supervise";

type Options = { dev: boolean; settings: Env; say: (line: string) => void };

const CRASHES_BEFORE_GIVING_UP = 3;

/** A question is all in its address, and one of a thousand values is longer than the 16 kB that Node reads of a request. */
const LONG_ADDRESSES = `--max-http-header-size=${256 * 1024}`;

/** What Next prints about itself; our own lines say the same once. */
const BANNER = /^\s*(▲ Next\.js|- (Local|Network|Environments?):|✓ (Starting|Ready|Running next\.config))/;

/**
 * The web server first and the worker when it answers: loading both at once makes the person at the screen wait longer.
 */
export function programs({ dev, settings, say }: Options) {
  const running = new Map<string, Child>();
  const start = (program: Program) => running.set(program.name, supervise(program, say));
  return {
    startWeb: () => start(webProgram(dev, settings)),
    startWorker: () => start(workerProgram(dev)),
    /** Says when one of them cannot be brought up at all. */
    failed: () => {
      const down = [...running].find(([, child]) => child.crashes() >= CRASHES_BEFORE_GIVING_UP);
      return down ? `The ${down[0]} process ends as soon as it is started; what it printed is above.` : null;
    },
    stop: async () => {
      await Promise.all([...running.values()].map((child) => child.stop()));
    },
  };
}

export function webProgram(dev: boolean, { HOST, PORT }: Pick<Env, "HOST" | "PORT">): Program {
  return {
    name: "web",
    module: join(ROOT, "node_modules", "next", "dist", "bin", "next"),
    args: [dev ? "dev" : "start", "-H", HOST, "-p", String(PORT)],
    execArgv: [LONG_ADDRESSES],
    env: environment(dev),
    quiet: BANNER,
  };
}

function workerProgram(dev: boolean): Program {
  return {
    name: "worker",
    ...programAt("bin/worker"),
    env: environment(dev),
  };
}

/** The first administrator is made before they start: they need not know the password. */
function environment(dev: boolean): NodeJS.ProcessEnv {
  const { OUTLAY_ADMIN_EMAIL: _email, OUTLAY_ADMIN_PASSWORD: _password, ...rest } = process.env;
  return { ...rest, NODE_ENV: dev ? "development" : "production" };
}
