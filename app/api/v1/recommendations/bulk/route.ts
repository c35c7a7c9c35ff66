import { actOnChosen } from "@/lib/rightsizing/life/bulk";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { actOnRecommendations } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(actOnRecommendations, async (scope, { body, now }) => {
    const { ids, filter, do: input } = body;
    return { status: 200, body: await actOnChosen(scope, { ids, filter, input }, now) };
  }),
});
