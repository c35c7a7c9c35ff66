import { adviceList } from "@/lib/rightsizing/list/advice-list";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { listRecommendations } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listRecommendations, async (scope, { query, now }) => {
    const { limit, cursor, sort, ...filter } = query;
    return { status: 200, body: await adviceList(scope, { filter, sort, limit, cursor }, now) };
  }),
});
