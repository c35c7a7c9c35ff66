import { alertById } from "@/lib/alerts/list";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readAlert } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readAlert, async (scope, { params, now }) => ({
    status: 200,
    body: await alertById(scope, params.id, now),
  })),
});
