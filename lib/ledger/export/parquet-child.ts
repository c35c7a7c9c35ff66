import type { ParquetJob, ParquetMessage } from "./parquet-job";
import { writeParquet } from "./write-parquet";

/** The process that turns a csv of ours into parquet: one job from its parent, one answer, and it ends. */
process.once("message", async (job: ParquetJob) => {
  process.once("disconnect", () => process.exit(1));
  const message = await writeParquet(job).then(
    (control): ParquetMessage => ({ kind: "done", control }),
    (error: unknown): ParquetMessage => ({ kind: "failed", message: String(error) }),
  );
  process.removeAllListeners("disconnect");
  process.send?.(message, () => process.exit(0));
});
