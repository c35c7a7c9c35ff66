import { testChannel } from "@/lib/notify/send-to-channel";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { tried } from "../../../mail/contract";
import { tryChannel } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(tryChannel, async (scope, { params, now }) => ({
    status: 200,
    body: tried(await testChannel(scope, params.id, now)),
  })),
});
