import Link from "next/link";
import { BudgetStatus } from "@/components/budgets/budget-status";
import { BurnBar } from "@/components/budgets/burn-bar";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import { type BudgetSummary, budgetList } from "@/lib/budgets/list";
import { budgetRanking } from "@/lib/budgets/order";
import { budgetsSentence } from "../budgets/sentence";
import { shownState } from "../budgets/view";

const MOST = 5;

/** The budgets that need somebody, the most urgent first; nothing where there are no budgets. */
export async function BudgetsAtRisk({ scope }: { scope: Scope }) {
  const budgets = await budgetList(scope, new Date());
  if (budgets.length === 0) return null;
  const urgent = budgets.filter((budget) => ["over", "at_risk"].includes(shownState(budget)));
  const shown = budgetRanking(urgent, { by: "risk", descending: true }).slice(0, MOST);
  return (
    <Panel
      id="budgets"
      title="Budgets"
      note={budgetsSentence(budgets)}
      actions={
        <Link href="/budgets" className="text-link text-sm">
          All budgets
        </Link>
      }
    >
      {shown.length > 0 && (
        <ul aria-labelledby="budgets" className="flex flex-col divide-y divide-line">
          {shown.map(({ budget }) => (
            <Line key={budget.id} budget={budget} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Line({ budget }: { budget: BudgetSummary }) {
  const { id, name, verdict } = budget;
  const state = shownState(budget);
  return (
    <li className="grid items-center gap-x-6 gap-y-1 py-2.5 @2xl:grid-cols-[minmax(0,14rem)_6rem_minmax(0,10rem)_minmax(0,1fr)]">
      <Link href={`/budgets/${id}`} className="truncate font-medium text-ink underline-offset-3 hover:underline">
        {name}
      </Link>
      <BudgetStatus of={state} />
      {verdict?.figures ? <BurnBar figures={verdict.figures} of={state} /> : <span />}
      <p className="text-muted text-sm">{verdict?.reason}</p>
    </li>
  );
}
