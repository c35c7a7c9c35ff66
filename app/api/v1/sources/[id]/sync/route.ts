import { wakeWorker } from "@/lib/jobs/queue";
import { requestSync } from "@/lib/ledger/sync-request";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { syncSource } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(syncSource, async (scope, { params }) => {
    const { runId } = await requestSync(scope, params.id);
    await wakeWorker();
    return { status: 202, body: { id: runId } };
  }),
});
