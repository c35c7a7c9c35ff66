import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import type { Run } from "../db/transaction";

/** Answers that were converted with other rates are not true any more. */
export async function ratesChanged(run: Run, { workspaceId }: Scope): Promise<void> {
  await run(sql`update workspace set data_version = data_version + 1 where id = ${workspaceId}::uuid`);
}
