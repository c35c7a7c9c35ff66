import { z } from "zod";
import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { isCurrency } from "./rate";
import { ratesChanged } from "./version";

/** Empty for none: every billing currency then stays apart. */
export const ReportingCurrency = z.strictObject({
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((text) => text === "" || isCurrency(text), "Use a currency code such as EUR."),
});

export async function reportingCurrency({ workspaceId }: Scope): Promise<string | null> {
  const [found] = await rowsOf<{ currency: string | null }>(
    sql`select reporting_currency as currency from workspace where id = ${workspaceId}::uuid`,
  );
  return found?.currency ?? null;
}

/** What pages ask in from then on; what has no rate stays apart all the same. */
export async function chooseReportingCurrency(
  scope: Scope,
  { currency }: z.output<typeof ReportingCurrency>,
): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "The reporting currency is of");
  await inTransaction(async (run) => {
    await run(sql`update workspace set reporting_currency = ${currency || null} where id = ${scope.workspaceId}::uuid`);
    await ratesChanged(run, scope);
  });
}
