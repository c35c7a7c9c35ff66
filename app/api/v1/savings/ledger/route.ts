import { savingsLedger } from "@/lib/rightsizing/list/savings-ledger";
import { endpoint } from "../../../endpoint";
import { pageOf } from "../../../page-of";
import { verbs } from "../../../verbs";
import { listSavings } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listSavings, async (scope, { query }) => ({
    status: 200,
    body: pageOf(await savingsLedger(scope), query),
  })),
});
