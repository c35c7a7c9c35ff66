import { actOnAdvice } from "@/lib/rightsizing/life/act";
import { adviceCard } from "@/lib/rightsizing/list/card";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { actOnRecommendation } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(actOnRecommendation, async (scope, { params, body, now }) => {
    await actOnAdvice(scope, params.id, body, now);
    return { status: 200, body: await adviceCard(scope, params.id) };
  }),
});
