import { forkProgram } from "../../program";
import type { ArchiveMessage } from "./archive-child";
import type { ArchiveTask } from "./archive-files";
import type { ArchivedOriginal } from "./manifest";

/** Writes an archive in a process of its own. */
export async function archiveInProcess(task: ArchiveTask): Promise<ArchivedOriginal[]> {
  const child = forkProgram("lib/ledger/archive/archive-child");
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
