import { addChannel, channelList } from "@/lib/notify/channel";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { createChannel, listChannels } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listChannels, async (scope, { query }) => ({
    status: 200,
    body: pageOf(await channelList(scope), query),
  })),

  POST: endpoint(createChannel, async (scope, { body }) => ({ status: 201, body: await addChannel(scope, body) })),
});
