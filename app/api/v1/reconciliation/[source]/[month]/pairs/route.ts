import { dayOf } from "@/lib/focus/period";
import { confirmPairs } from "@/lib/ledger/reconciliation/confirm";
import { reconciliation } from "@/lib/ledger/reconciliation/report";
import { endpoint } from "../../../../../endpoint";
import { verbs } from "../../../../../verbs";
import { sayPairs } from "../../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(sayPairs, async (scope, { params: { source, month }, body, now }) => {
    await confirmPairs(scope, { sourceId: source, month, ...body }, now);
    const { lines } = await reconciliation(scope, dayOf(now));
    return { status: 200, body: { lines: lines.filter((line) => line.sourceId === source && line.month === month) } };
  }),
});
