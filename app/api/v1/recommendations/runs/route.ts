import { adviceRuns } from "@/lib/rightsizing/list/overview";
import { requestLook } from "@/lib/rightsizing/run/request";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { askForLook, listLooks } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listLooks, async (scope) => ({
    status: 200,
    body: { items: await adviceRuns(scope), cursor: null },
  })),

  POST: endpoint(askForLook, async (scope, { now }) => {
    const { runId } = await requestLook(scope, now);
    return { status: 202, body: { id: runId } };
  }),
});
