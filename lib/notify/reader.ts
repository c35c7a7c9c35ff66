import { sql } from "../db/sql";
import type { Run } from "../db/transaction";
import type { Condition } from "../query/spec";

type Asked = { workspaceId: string; address: string; budgetId: string; where: Condition[] };

/**
 * Why somebody is not to be told about a budget after all, asked when the mail is about to leave; null when they may be.
 * An address that never had an account was chosen by an editor of the budget, and may.
 */
export async function whyNotTold(run: Run, { workspaceId, address, budgetId }: Asked): Promise<string | null> {
  const [found] = await run<{ refused: boolean; known: boolean; member: boolean }>(sql`
    select exists (select from mail_refusal where budget_id = ${budgetId}::uuid and address = ${address}) as refused,
      person.id is not null as known,
      person.disabled_at is null and exists (
        select from membership where user_id = person.id and workspace_id = ${workspaceId}::uuid) as member
    from (select) nobody left join app_user person on person.email = ${address}`);
  if (found?.refused) return "The reader asked for no more mails about this budget.";
  if (found?.known && !found.member) return "The reader has no access to this workspace any more.";
  return null;
}
