import { savedViews } from "@/lib/query/saved/views";
import { findAnything } from "@/lib/query/values/find";
import { endpoint } from "../../endpoint";
import { tagged } from "../../tagged";
import { verbs } from "../../verbs";
import { findByName } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(findByName, async (scope, { query: { q }, request }) => {
    // Views are found too, and they change without the ledger.
    const views = await savedViews(scope);
    return await tagged(scope, { request, id: findByName.id, question: { q, views } }, async () => ({
      items: await findAnything(scope, q, views),
    }));
  }),
});
