import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { openSavings } from "../rightsizing/list/open-savings";
import type { AlertEvidence } from "./evidence";

/** The biggest saving that is open in the scope of a budget, in its currency. */
export async function savingIn(
  scope: Scope,
  { where, currency }: Pick<Budget, "where" | "currency">,
): Promise<NonNullable<AlertEvidence["saving"]> | null> {
  const own = (await openSavings(scope, where)).find((each) => each.currency === currency);
  if (!own?.largest) return null;
  const { id, title, saving } = own.largest;
  return { what: title, monthly: saving, path: `/rightsizing/${id}` };
}
