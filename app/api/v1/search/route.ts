import { findAnything } from "@/lib/query/values/find";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { findByName } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(findByName, async (scope, { query: { q } }) => ({
    status: 200,
    body: { items: await findAnything(scope, q) },
  })),
});
