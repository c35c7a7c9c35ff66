import { dayOf } from "@/lib/focus/period";
import { reconciliation } from "@/lib/ledger/reconciliation/report";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { readReconciliation } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readReconciliation, async (scope, { now }) => ({
    status: 200,
    body: await reconciliation(scope, dayOf(now)),
  })),
});
