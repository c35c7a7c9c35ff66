import { Drivers } from "@/components/budgets/drivers";
import { BudgetView } from "@/components/charts/budget-view";
import { dayLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import type { Budget } from "@/lib/budgets/budget";
import type { ShownVerdict } from "@/lib/budgets/list";
import { budgetCourse } from "@/lib/budgets/period-course";
import { metricLabels } from "@/lib/query/names";
import { CourseTable } from "./course-table";

type Props = { scope: Scope; budget: Budget; verdict: ShownVerdict };

/** The picture of the period and what drives it, from the ledger as it is now. */
export async function CoursePart({ scope, budget, verdict }: Props) {
  const course = await budgetCourse(scope, budget, verdict);
  if (!course || !verdict.figures) return null;
  const { days, drivers, reach } = course;
  const label = `Sum so far against the budget, ${verdict.name}, in ${budget.currency}`;
  const { amount } = verdict.figures;
  return (
    <>
      <div>
        <BudgetView
          id="course"
          title={`${verdict.name} so far`}
          course={{ label, currency: budget.currency, amount, days, today: verdict.ended ? null : reach.through }}
          table={<CourseTable days={days} amount={amount} currency={budget.currency} caption={label} />}
        />
        <p className="mt-3 text-muted text-xs">
          {`${metricLabels[budget.metric]} in ${budget.currency}, days in UTC. Data through ${dayLabel(reach.through)}; days after ${dayLabel(reach.complete)} may still grow.`}
        </p>
      </div>
      {drivers && (
        <Panel id="drivers" title="What drives it">
          <Drivers drivers={drivers} currency={budget.currency} periodStart={verdict.period.from} />
        </Panel>
      )}
    </>
  );
}
