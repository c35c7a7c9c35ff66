import type { Scope } from "../auth/scope";
import { openSavings } from "../rightsizing/list/open-savings";
import type { AlertEvidence } from "./evidence";
import type { BudgetStep } from "./messages";

export type Saving = NonNullable<AlertEvidence["saving"]>;

const MOST = 40;

/** The biggest saving that is open in the scope of each budget that has something to say, in its currency. */
export async function savingsOf(scope: Scope, steps: BudgetStep[]): Promise<Map<BudgetStep, Saving>> {
  const savings = new Map<BudgetStep, Saving>();
  for (const step of steps.slice(0, MOST)) {
    const { where, currency } = step.budget;
    const own = (await openSavings(scope, where)).find((each) => each.currency === currency);
    if (!own?.largest) continue;
    const { id, title, saving } = own.largest;
    savings.set(step, { what: title, monthly: saving, path: `/rightsizing/${id}` });
  }
  return savings;
}
