import { Download, Plus, Upload } from "lucide-react";
import Link from "next/link";
import { AutoRefresh } from "@/components/auto-refresh";
import { dayLabel } from "@/components/format";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import type { BudgetSummary } from "@/lib/budgets/list";
import { budgetsSentence } from "./sentence";
import { shownState } from "./view";

/** How many are in trouble, how fresh that is, and the ways to more budgets. */
export function BudgetsHeader({ budgets, mayEdit }: { budgets: BudgetSummary[]; mayEdit: boolean }) {
  const through = budgets
    .flatMap(({ verdict }) => verdict?.dataThrough ?? [])
    .sort()
    .at(-1);
  const lead = `${budgetsSentence(budgets)}${through ? ` Charges are in until ${dayLabel(through)}.` : ""}`;
  return (
    <PageHeader
      title="Budgets"
      lead={lead}
      actions={
        <>
          {budgets.some((budget) => shownState(budget) === "waiting") && <AutoRefresh seconds={2} />}
          <Button look="ghost" asChild>
            <a href="/api/v1/budgets/csv" download>
              <Download aria-hidden />
              Export
            </a>
          </Button>
          {mayEdit && (
            <>
              <Button look="ghost" asChild>
                <Link href="/budgets/import">
                  <Upload aria-hidden />
                  Import
                </Link>
              </Button>
              <Button asChild>
                <Link href="/budgets/several">One for each</Link>
              </Button>
              <Button look="primary" asChild>
                <Link href="/budgets/new">
                  <Plus aria-hidden />
                  New budget
                </Link>
              </Button>
            </>
          )}
        </>
      }
    />
  );
}
