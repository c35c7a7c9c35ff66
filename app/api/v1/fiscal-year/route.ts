import { dayOf } from "@/lib/focus/period";
import { chooseFiscalYear, workspaceCalendar } from "@/lib/query/fiscal";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { readFiscalYear, setFiscalYear } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readFiscalYear, async (scope, { now }) => {
    const { yearStart } = await workspaceCalendar(scope, dayOf(now));
    return { status: 200, body: { month: yearStart } };
  }),

  PUT: endpoint(setFiscalYear, async (scope, { body }) => {
    await chooseFiscalYear(scope, body.month);
    return { status: 200, body };
  }),
});
