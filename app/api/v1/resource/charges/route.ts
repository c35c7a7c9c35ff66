import { DomainError } from "@/lib/errors";
import { resourceCharges } from "@/lib/query/resource/charges";
import { storable } from "@/lib/query/values/text";
import { endpoint } from "../../../endpoint";
import { tagged } from "../../../tagged";
import { verbs } from "../../../verbs";
import { listResourceCharges } from "../contract";

const FARTHEST = 1_000_000;

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listResourceCharges, async (scope, { query: { id, limit, cursor = "0" }, request }) => {
    const offset = /^\d{1,7}$/.test(cursor) ? Number(cursor) : FARTHEST;
    if (offset >= FARTHEST) throw new DomainError("invalid", "This cursor points at nothing.");
    const work = async () => {
      const { charges, more } = await resourceCharges(scope, storable(id), { offset, limit });
      return { items: charges, cursor: more ? String(offset + limit) : null };
    };
    return await tagged(scope, { request, id: listResourceCharges.id, question: { id, offset, limit } }, work);
  }),
});
