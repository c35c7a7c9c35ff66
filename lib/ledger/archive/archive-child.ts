import { type ArchiveTask, archiveFiles } from "./archive-files";
import type { ArchivedOriginal } from "./manifest";

export type ArchiveMessage = { originals: ArchivedOriginal[] } | { message: string; code: string };

/** The process that writes one archive and ends: its memory is not the caller's. */
process.once("message", async (task: ArchiveTask) => {
  process.once("disconnect", () => process.exit(1));
  const ending: ArchiveMessage = await archiveFiles(task).then(
    (originals) => ({ originals }),
    (error: unknown) => ({
      message: error instanceof Error ? error.message : String(error),
      code: error instanceof Error && "code" in error ? String(error.code) : "",
    }),
  );
  process.removeAllListeners("disconnect");
  process.send?.(ending, () => process.exit(0));
});
