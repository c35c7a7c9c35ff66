import { realScope } from "@/lib/auth/workspaces";
import { createSource } from "@/lib/ledger/source-create";
import { sourceById, sourceList } from "@/lib/ledger/source-list";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { addSource, listSources } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listSources, async (scope, { query, now }) => ({
    status: 200,
    body: pageOf(await sourceList(scope, now), query),
  })),

  // Whatever is on the screen, real money goes to the real workspace.
  POST: endpoint(addSource, async (scope, { body, now }) => {
    const real = await realScope(scope);
    const { id } = await createSource(real, body, now);
    return { status: 201, body: await sourceById(real, id, now) };
  }),
});
