import { mayRead } from "../auth/may-read";
import { sql } from "../db/sql";
import type { Run } from "../db/transaction";
import type { Condition } from "../focus/condition";

type Asked = { address: string; budgetId: string; where: Condition[] };

/** Why somebody is not to be told about a budget after all, asked when the mail is about to leave; null when they may be. */
export async function whyNotTold(run: Run, { address, budgetId, where }: Asked): Promise<string | null> {
  const refused = await run(sql`
    select from mail_refusal where budget_id = ${budgetId}::uuid and address = ${address}`);
  if (refused.length > 0) return "The reader asked for no more mails about this budget.";
  if (await mayRead(address, where)) return null;
  return "The reader may not see all charges of this budget any more, or has no access at all.";
}

/** The same of what is not about charges: who has an account and lost their access is told nothing. */
export async function whyNotNoticed(run: Run, address: string): Promise<string | null> {
  const gone = await run(sql`
    select from app_user person where person.email = ${address} and (person.disabled_at is not null
      or not exists (select from membership where membership.user_id = person.id))`);
  return gone.length > 0 ? "The reader has no access to Outlay any more." : null;
}
