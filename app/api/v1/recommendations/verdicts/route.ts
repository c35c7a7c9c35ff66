import { verdictList } from "@/lib/rightsizing/list/overview";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { listVerdicts } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listVerdicts, async (scope, { query }) => ({
    status: 200,
    body: { items: await verdictList(scope, query) },
  })),
});
