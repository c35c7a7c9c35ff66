import { runImport } from "../../lib/ledger/request-import";

// Runs one import as a worker does, and is killed a while after it has begun.
const [scope = "", runId = "", after = "0"] = process.argv.slice(2);
let isStruck = false;
await runImport(JSON.parse(scope), runId, () => {
  if (isStruck) return;
  isStruck = true;
  setTimeout(() => process.kill(process.pid, "SIGKILL"), Number(after));
}).catch(() => {});
process.exit();
