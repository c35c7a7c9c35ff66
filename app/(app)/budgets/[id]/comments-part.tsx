import { X } from "lucide-react";
import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import { budgetComments } from "@/lib/budgets/comments";
import type { BudgetSummary } from "@/lib/budgets/list";
import { comment, takeBackComment } from "../actions";
import { CommentForm } from "../comment-form";
import { OneButtonForm } from "../one-button-form";

/** What people said about the budget, and a form to say more. */
export async function CommentsPart({ scope, budget }: { scope: Scope; budget: BudgetSummary }) {
  const comments = await budgetComments(scope, budget.id);
  const mayWrite = scope.role !== "viewer";
  if (comments.length === 0 && !mayWrite) return null;
  return (
    <Panel id="comments" title="Comments">
      <ol aria-label="Comments" className="flex max-w-[75ch] flex-col gap-4 empty:hidden">
        {comments.map(({ id, author, at, text, removable }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-x-2 text-sm">
              <span className="font-medium">{author}</span>
              <span className="text-muted">{instantLabel(at)}</span>
              {removable && (
                <OneButtonForm action={takeBackComment} fields={{ id }} label={`Delete the comment of ${author}`}>
                  <X aria-hidden />
                </OneButtonForm>
              )}
            </p>
            <p className="whitespace-pre-line break-words">{text}</p>
          </li>
        ))}
      </ol>
      {mayWrite && <CommentForm key={comments.length} action={comment} fields={{ id: budget.id }} />}
    </Panel>
  );
}
