import { outboxEntry } from "@/lib/notify/outbox-list";
import { outboxPreview } from "@/lib/notify/outbox-preview";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readOutbox } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readOutbox, async (scope, { params }) => {
    const [entry, mail] = [await outboxEntry(scope, params.id), await outboxPreview(scope, params.id)];
    return { status: 200, body: { ...entry, mail } };
  }),
});
