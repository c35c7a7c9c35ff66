import { actOnAlert } from "@/lib/alerts/act";
import { alertById } from "@/lib/alerts/list";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { takeAction } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(takeAction, async (scope, { params, body, now }) => {
    await actOnAlert(scope, params.id, body, now);
    return { status: 200, body: await alertById(scope, params.id, now) };
  }),
});
