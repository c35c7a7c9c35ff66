import { dayOf } from "@/lib/focus/period";
import { askResource } from "@/lib/query/resource/resource";
import { queryFromUrl } from "@/lib/query/url";
import { storable } from "@/lib/query/values/text";
import { endpoint } from "../../endpoint";
import { tagged } from "../../tagged";
import { verbs } from "../../verbs";
import { readResource } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readResource, async (scope, { query: { id, ...params }, request, now }) => {
    const today = dayOf(now);
    const { metric } = queryFromUrl(params, today);
    const work = async () => {
      const { query: _asked, stacks: _drawn, ...body } = await askResource(scope, storable(id), { metric, today });
      return body;
    };
    return await tagged(scope, { request, id: readResource.id, question: { id, metric, today } }, work);
  }),
});
