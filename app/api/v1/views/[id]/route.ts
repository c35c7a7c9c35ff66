import { changeView, deleteView, savedView } from "@/lib/query/saved/views";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readView, removeView, updateView } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readView, async (scope, { params }) => ({ status: 200, body: await savedView(scope, params.id) })),

  PATCH: endpoint(updateView, async (scope, { params, body, now }) => ({
    status: 200,
    body: await changeView(scope, params.id, body, now),
  })),

  DELETE: endpoint(removeView, async (scope, { params }) => {
    await deleteView(scope, params.id);
    return { status: 204, body: null };
  }),
});
