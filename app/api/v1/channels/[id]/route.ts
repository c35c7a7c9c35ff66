import { changeChannel } from "@/lib/notify/change-channel";
import { removeChannel } from "@/lib/notify/channel";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { dropChannel, editChannel } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  PATCH: endpoint(editChannel, async (scope, { params, body }) => ({
    status: 200,
    body: await changeChannel(scope, params.id, body),
  })),

  DELETE: endpoint(dropChannel, async (scope, { params }) => {
    await removeChannel(scope, params.id);
    return { status: 204, body: null };
  }),
});
