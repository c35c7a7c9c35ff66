import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { lockHolder, waitForLock } from "../../lib/process-lock.mjs";
import { buildPages, isBuildStale } from "./build.mjs";
import { generateClient, isClientStale } from "./generate.mjs";
import { install, pendingInstall } from "./install.mjs";
import { buildPrograms, programsFolder } from "./programs.mjs";
import { step } from "./progress.mjs";
import { diskProblem, Refusal } from "./refusal.mjs";
import { ROOT } from "./run.mjs";

/**
 * Makes the clone ready to run TypeScript: packages installed, database client generated. Says nothing when it is.
 * @param {{ withDev?: boolean }} [options]
 */
export async function prepare({ withDev = false } = {}) {
  if (pendingInstall(withDev) === "nothing" && !isClientStale()) return;
  await alone(async () => {
    const pending = pendingInstall(withDev);
    if (pending !== "nothing") {
      refuseWhileRunning("Its packages must change");
      await step("Packages", () => install(pending));
    }
    if (isClientStale()) await step("Database client", generateClient);
  });
}

/**
 * Builds the programs when their sources have changed, and lets this process and its children start the built ones.
 * @returns {Promise<string>} the folder they are in
 */
export async function preparePrograms() {
  const folder = programsFolder();
  if (!existsSync(folder)) {
    await alone(async () => {
      if (!existsSync(folder)) await step("Programs", () => buildPrograms(folder));
    });
  }
  process.env.OUTLAY_PROGRAMS = folder;
  return folder;
}

/** Builds the pages when their sources have changed. */
export async function prepareBuild() {
  if (!isBuildStale()) return;
  await alone(async () => {
    if (!isBuildStale()) return;
    refuseWhileRunning("Its pages must be built anew");
    await step("Pages", buildPages);
  });
}

/**
 * Packages and pages are not replaced under a running server, which reads them as it goes.
 * @param {string} why
 */
function refuseWhileRunning(why) {
  const holder = lockHolder(join(ROOT, ".outlay", "outlay.lock"));
  if (!holder || holder.pid === process.pid) return;
  throw new Refusal(`${why}, but Outlay is running (process ${holder.pid}): stop it first, then try again.`);
}

/**
 * Two starts of one clone must not install or build over each other: the second waits for the first.
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  const folder = join(ROOT, ".outlay");
  try {
    // 711: the account that Postgres runs under when root starts Outlay must pass through.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const lock = await waitForLock(join(folder, "setup.lock"), "setting up Outlay", {
      seconds: 900,
      onWait: ({ pid }) => console.error(`  Waiting for process ${pid}, which is setting up this clone.`),
    });
    if ("heldBy" in lock)
      throw new Refusal(`Process ${lock.heldBy.pid} has been setting up this clone for 15 minutes.`);
    try {
      await work();
    } finally {
      lock.release();
    }
  } catch (error) {
    const problem = diskProblem(error, `install and build in ${ROOT}`);
    throw problem ? new Refusal(problem) : error;
  }
}
