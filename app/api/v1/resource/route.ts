import { dayOf } from "@/lib/focus/period";
import { askResource } from "@/lib/query/resource/resource";
import { queryFromUrl } from "@/lib/query/url";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { readResource } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readResource, async (scope, { query: { id, ...params }, now }) => {
    const today = dayOf(now);
    const { metric } = queryFromUrl(params, today);
    const found = await askResource(scope, storedId(id), { metric, today });
    const { query: _asked, stacks: _drawn, ...body } = found;
    return { status: 200, body };
  }),
});

/** No id of the ledger holds a NUL or half a surrogate pair; without them the text can be looked up. */
function storedId(id: string): string {
  return id.replaceAll(/[\0\p{Surrogate}]/gu, "");
}
