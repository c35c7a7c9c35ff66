import { adviceCard } from "@/lib/rightsizing/list/card";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { readRecommendation } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readRecommendation, async (scope, { params }) => ({
    status: 200,
    body: await adviceCard(scope, params.id),
  })),
});
