import { savedViews, saveView } from "@/lib/query/saved/views";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { createView, listViews } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listViews, async (scope, { query }) => ({ status: 200, body: pageOf(await savedViews(scope), query) })),

  POST: endpoint(createView, async (scope, { body, now }) => ({ status: 201, body: await saveView(scope, body, now) })),
});
