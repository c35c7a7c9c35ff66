import { SegmentedLinks } from "@/components/ui/segmented";
import type { BudgetSummary } from "@/lib/budgets/list";
import { type BudgetsView, budgetsHref, isShown, type Show, shows } from "./view";

const words: Record<Show, string> = {
  all: "All",
  over: "Over",
  at_risk: "At risk",
  on_track: "On track",
  other: "Other",
};

/** Leaves the budgets of one state; states that no budget is in are not offered. */
export function StateFilter({ budgets, view }: { budgets: BudgetSummary[]; view: BudgetsView }) {
  const offered = shows
    .map((show) => ({ show, count: budgets.filter((budget) => isShown(budget, show)).length }))
    .filter(({ show, count }) => count > 0 || show === view.show);
  return (
    <div className="mb-4 max-w-full overflow-x-auto">
      <SegmentedLinks
        label="State"
        items={offered.map(({ show, count }) => ({
          href: budgetsHref({ ...view, show }),
          label: (
            <>
              {words[show]} <span className="tabular text-faint">{count}</span>
            </>
          ),
          current: show === view.show,
        }))}
      />
    </div>
  );
}
