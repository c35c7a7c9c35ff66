import { actOnOutbox } from "@/lib/notify/outbox-act";
import { outboxEntry } from "@/lib/notify/outbox-list";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { actOnMessage } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(actOnMessage, async (scope, { params, body }) => {
    await actOnOutbox(scope, params.id, body);
    return { status: 200, body: await outboxEntry(scope, params.id) };
  }),
});
