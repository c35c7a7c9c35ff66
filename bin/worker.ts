import { closeDatabase } from "../lib/db/client";
import { startWorker } from "../lib/jobs/worker";
import { logError } from "../lib/log";

const worker = await startWorker();

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void leave();
  });
}

async function leave(): Promise<void> {
  try {
    await worker.stop();
    await closeDatabase();
  } catch (error) {
    logError(error);
    process.exitCode = 1;
  }
  process.exit();
}
