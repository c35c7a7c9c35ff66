import { commitments } from "@/lib/rightsizing/commitments/commitments";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { readCommitments } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readCommitments, async (scope, { query, now }) => ({
    status: 200,
    body: await commitments(scope, now, { own: query.discount, asIs: query.asIs }),
  })),
});
