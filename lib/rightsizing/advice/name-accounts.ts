import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { changingAdvice } from "../changing-advice";

/** Names the accounts of advice on resources that no bill names: the bill of their account knows it. */
export async function nameAccounts(scope: Scope): Promise<void> {
  const { workspaceId } = scope;
  await changingAdvice(scope, (run) =>
    run(sql`
    update recommendation advice set account_name = named.name
    from (
      select provider_name as provider, sub_account_id as account, max(sub_account_name) as name from dim_account
      where workspace_id = ${workspaceId}::uuid and sub_account_name is not null group by 1, 2) named
    where advice.workspace_id = ${workspaceId}::uuid and advice.account_name is null
      and advice.account = named.account and advice.provider = named.provider`),
  );
}
