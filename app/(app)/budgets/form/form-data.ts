import type { Scope } from "@/lib/auth/scope";
import type { Budget } from "@/lib/budgets/budget";
import { budgetList } from "@/lib/budgets/list";
import { suggestedAmounts } from "@/lib/budgets/suggest-amount";
import { dayOf } from "@/lib/focus/period";
import { currenciesOf } from "@/lib/query/currencies";
import { tagKeys } from "@/lib/query/tag-keys";
import { dimensionChoices } from "../../explore/choices";

type Asked = Pick<Budget, "where" | "metric" | "includes" | "calendar"> & { id?: string };

/** What the form offers beside the budget's own fields. */
export async function formData(scope: Scope, asked: Asked, now: Date) {
  const today = dayOf(now);
  const [budgets, keys, suggestions, { billed }] = await Promise.all([
    budgetList(scope, now),
    tagKeys(scope),
    suggestedAmounts(scope, asked, today),
    currenciesOf(scope, today),
  ]);
  const below = asked.id === undefined ? new Set<string>() : family(budgets, asked.id);
  const addresses = budgets.flatMap(({ owner, escalation, recipients }) => [owner, escalation, ...recipients]);
  return {
    today,
    suggestions,
    currencies: [...new Set([...suggestions.map(({ currency }) => currency), ...billed])],
    dimensions: dimensionChoices(keys).map(({ value, label }) => ({ value, label })),
    parents: budgets.filter(({ id }) => !below.has(id)).map(({ id, name }) => ({ value: id, label: name })),
    known: [...new Set([scope.actor, ...addresses])].filter((each): each is string => each?.includes("@") ?? false),
  };
}

/** A budget and all that are part of it: it cannot be part of them. */
function family(budgets: Pick<Budget, "id" | "parentId">[], id: string): Set<string> {
  const found = new Set([id]);
  for (const each of found) {
    for (const { id: child, parentId } of budgets) if (parentId === each) found.add(child);
  }
  return found;
}
