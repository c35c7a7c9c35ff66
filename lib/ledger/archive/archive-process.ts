import { forkProgram, workOf } from "../../program";
import type { ArchiveMessage } from "./archive-child";
import type { ArchiveTask } from "./archive-files";
import type { ArchivedOriginal } from "./manifest";

/** Writes an archive in a process of its own. */
export async function archiveInProcess(task: ArchiveTask): Promise<ArchivedOriginal[]> {
  const child = forkProgram("lib/ledger/archive/archive-child");
  const ending = await workOf(child, task, (message: ArchiveMessage) => message);
  if ("originals" in ending) return ending.originals;
  if ("how" in ending) throw new Error(`The process ended (${ending.how}).`);
  throw Object.assign(new Error(ending.message), { code: ending.code });
}
