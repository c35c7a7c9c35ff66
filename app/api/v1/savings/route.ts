import { savingsOverview } from "@/lib/rightsizing/list/overview";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { readSavings } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readSavings, async (scope) => ({ status: 200, body: await savingsOverview(scope) })),
});
