import { runById } from "@/lib/ledger/runs";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readRun } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readRun, async (scope, { params }) => ({ status: 200, body: await runById(scope, params.id) })),
});
