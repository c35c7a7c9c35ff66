import { existsSync, renameSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { DomainError } from "../../errors";
import { isAlive, thisProcess, waitForLock } from "../../process-lock.mjs";
import { bundledPostgres } from "./binaries";
import { clusterOf, initialise, isInitialised, postmaster, startCluster, stopCluster } from "./cluster";
import { type Place, placeFor } from "./place";
import { freePort } from "./port";
import { isPortTaken, isStillLetGo } from "./refusals";
import { DATABASE, newPassword, readState, type State, urlOf, writeState } from "./state";

export type Attached = {
  url: string;
  version: string;
  /** Did this process start it, or find it running? */
  started: boolean;
  /** Lets go of it; the last process that does stops the server. */
  detach: () => Promise<void>;
};

type Options = { what: string; durable?: boolean };

/**
 * The one server of a data directory, started if nobody runs it. Web, worker and commands share it: each registers
 * itself, and the last one to leave stops it, so a command may start it, hand it to `npm start`, and the other way round.
 */
export async function attachEmbedded(dataDir: string, { what, durable = true }: Options): Promise<Attached> {
  return await alone(dataDir, what, async () => {
    const bundled = bundledPostgres();
    const before = readState(dataDir);
    const place = placeFor(dataDir, bundled, before && existsSync(before.home) ? before.home : null);
    const known = before?.home === place.home ? before : await firstState(place, dataDir);
    if (!isInitialised(place)) await initialise(place, { password: known.password, durable });

    const running = postmaster(place) !== null;
    const state = running ? known : await started(place, known, durable);
    await ready(state);
    const users = [...state.users.filter(isAlive), thisProcess(what)];
    writeState(dataDir, { ...state, users });
    return { url: urlOf(state), version: bundled.version, started: !running, detach: () => detach(dataDir, what) };
  });
}

/** Starts the server again if it died, on the port that everybody knows. */
export async function revive(dataDir: string, what: string): Promise<void> {
  await alone(dataDir, what, async () => {
    const state = readState(dataDir);
    if (!state || postmaster(state) !== null) return;
    const place = placeFor(dataDir, bundledPostgres(), state.home);
    await whenLetGo(() => startCluster(place, { port: state.port, durable: true }));
    await ready(state);
  });
}

export function isRunning(dataDir: string): boolean {
  const state = readState(dataDir);
  return state !== null && postmaster(state) !== null;
}

async function detach(dataDir: string, what: string): Promise<void> {
  await alone(dataDir, what, async () => {
    const state = readState(dataDir);
    if (!state) return;
    const users = state.users.filter((user) => user.pid !== process.pid && isAlive(user));
    if (users.length === 0) await stopCluster(placeFor(dataDir, bundledPostgres(), state.home));
    writeState(dataDir, { ...state, users });
  });
}

/** Starting, registering and stopping happen one process at a time. */
async function alone<Outcome>(dataDir: string, what: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const lock = await waitForLock(join(dataDir, "postgres.lock"), what);
  if ("heldBy" in lock) {
    const { pid, what: holder } = lock.heldBy;
    throw new DomainError("busy", `Process ${pid} (${holder}) has been starting or stopping the database for minutes.`);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** The password is kept before the cluster is made with it: a kill between the two costs nothing. */
async function firstState(place: Place, dataDir: string): Promise<State> {
  if (isInitialised(place)) await setAside(place, dataDir);
  const state = { home: place.home, port: await freePort(null), password: newPassword(), users: [] };
  writeState(dataDir, state);
  return state;
}

/** A home outside the data directory outlives a clone that was deleted and made anew; its data is kept, not used. */
async function setAside(place: Place, dataDir: string): Promise<void> {
  if (relative(dataDir, place.home).startsWith("..")) {
    await stopCluster(place);
    renameSync(clusterOf(place), `${clusterOf(place)}.before-${new Date().toISOString().replaceAll(":", "")}`);
    return;
  }
  throw new DomainError(
    "conflict",
    `${place.home} holds a database whose password was in ${join(dataDir, "postgres.json")}, which is gone: put that file back, or move ${place.home} away to begin anew.`,
  );
}

/** On the port of last time if it is still free. */
async function started(place: Place, state: State, durable: boolean): Promise<State> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? state.port : null);
    try {
      await whenLetGo(() => startCluster(place, { port, durable }));
      return { ...state, port };
    } catch (error) {
      if (attempt === 5 || !isPortTaken(error)) throw error;
    }
  }
}

/** Backends outlive a killed server for a moment, and until they are gone the next one cannot start. */
async function whenLetGo(start: () => Promise<void>): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > until || !isStillLetGo(error)) throw error;
      await wait(200);
    }
  }
}

/** Waits out crash recovery, then makes sure that our database exists. */
async function ready(state: State): Promise<void> {
  const client = await connected(state);
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function connected(state: State): Promise<Client> {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new Client({ connectionString: urlOf(state, "postgres"), connectionTimeoutMillis: 10_000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      const startingUp = (error as { code?: string }).code === "57P03";
      if (!startingUp || Date.now() > until) throw error;
      await wait(100);
    }
  }
}
