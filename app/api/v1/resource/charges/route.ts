import { DomainError } from "@/lib/errors";
import { resourceCharges } from "@/lib/query/resource/charges";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { listResourceCharges } from "../contract";

const FARTHEST = 1_000_000;

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listResourceCharges, async (scope, { query: { id, limit, cursor = "0" } }) => {
    const offset = /^\d{1,7}$/.test(cursor) ? Number(cursor) : FARTHEST;
    if (offset >= FARTHEST) throw new DomainError("invalid", "This cursor points at nothing.");
    const found = await resourceCharges(scope, id.replaceAll(/[\0\p{Surrogate}]/gu, ""), { offset, limit });
    return { status: 200, body: { items: found.charges, cursor: found.more ? String(offset + limit) : null } };
  }),
});
