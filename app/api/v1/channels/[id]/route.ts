import { removeChannel } from "@/lib/notify/channel";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { dropChannel } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  DELETE: endpoint(dropChannel, async (scope, { params }) => {
    await removeChannel(scope, params.id);
    return { status: 204, body: null };
  }),
});
