import { outboxList } from "@/lib/notify/outbox-list";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { listOutbox } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listOutbox, async (scope, { query: { state, recipient, ...paging } }) => {
    const states = state === undefined ? undefined : [state].flat();
    return { status: 200, body: pageOf(await outboxList(scope, { states, recipient }), paging) };
  }),
});
