import { money } from "@/components/format";
import type { BudgetSummary } from "@/lib/budgets/list";
import { sumOf } from "@/lib/focus/money";
import { everyWords } from "./every-words";

/** What the budgets that are part of no other come to: apart by currency and period, which cannot be added. */
export function Totals({ budgets }: { budgets: BudgetSummary[] }) {
  const groups = new Map<string, BudgetSummary[]>();
  for (const budget of budgets) {
    if (budget.parentId !== null || budget.state === "paused" || !budget.verdict?.figures) continue;
    const key = `${budget.currency} ${everyWords[budget.every]} ${budget.verdict.period.from}`;
    groups.set(key, [...(groups.get(key) ?? []), budget]);
  }
  const several = [...groups].filter(([, members]) => members.length > 1);
  if (several.length === 0) return null;
  return (
    <div className="mt-5 text-sm">
      <dl className="flex flex-col gap-1">
        {several.map(([key, members]) => (
          <div key={key} className="flex flex-wrap gap-x-2">
            <dt className="text-muted">{totalName(members)}</dt>
            <dd className="tabular">{totalText(members)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-faint text-xs">
        A charge that lies in the scope of several of these budgets is counted in each of them.
      </p>
    </div>
  );
}

function totalName([first, ...others]: BudgetSummary[]): string {
  return `${others.length + 1} budgets of ${first?.verdict?.name} that are part of no other, in ${first?.currency}:`;
}

function totalText(members: BudgetSummary[]): string {
  const currency = members[0]?.currency ?? "";
  const sum = (of: "actual" | "amount") => {
    return money(sumOf(members.flatMap(({ verdict }) => verdict?.figures?.[of] ?? [])).toFixed(), currency);
  };
  return `${sum("actual")} spent of ${sum("amount")}`;
}
