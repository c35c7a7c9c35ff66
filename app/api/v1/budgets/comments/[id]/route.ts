import { removeComment } from "@/lib/budgets/comments";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { dropBudgetComment } from "../../comments-contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  DELETE: endpoint(dropBudgetComment, async (scope, { params }) => {
    await removeComment(scope, params.id);
    return { status: 204, body: null };
  }),
});
