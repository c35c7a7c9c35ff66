import { fork } from "node:child_process";
import { join } from "node:path";
import type { ArchiveMessage } from "./archive-child";
import type { ArchiveTask } from "./archive-files";
import type { ArchivedOriginal } from "./manifest";

/** Writes an archive in a process of its own. */
export async function archiveInProcess(task: ArchiveTask): Promise<ArchivedOriginal[]> {
  // Next bundles what imports this file; there it has no directory and is never run.
  const here = import.meta.dirname;
  const child = fork(/* turbopackIgnore: true */ join(here, "archive-child.ts"), {
    cwd: join(here, "../../.."),
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  try {
    const ending = await new Promise<ArchiveMessage>((settle, fail) => {
      child.once("message", (message: ArchiveMessage) => settle(message));
      child.once("error", fail);
      child.once("exit", (code, signal) =>
        settle({ message: `The process ended (${signal ?? `exit ${code}`}).`, code: "" }),
      );
      child.send(task);
    });
    if ("originals" in ending) return ending.originals;
    throw Object.assign(new Error(ending.message), { code: ending.code });
  } finally {
    process.off("exit", stop);
  }
}
