import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { HeadCell, Table } from "@/components/ui/table";
import type { BudgetSummary } from "@/lib/budgets/list";
import { type BudgetOrder, budgetRanking, budgetTree } from "@/lib/budgets/order";
import { BudgetRow } from "./budget-row";
import { type BudgetsView, budgetsHref, isShown } from "./view";

/** Every budget in a line; who is part of another stands below it, unless only one state is shown. */
export function BudgetsTable({ budgets, view }: { budgets: BudgetSummary[]; view: BudgetsView }) {
  const shown = budgets.filter((budget) => isShown(budget, view.show));
  const placed = view.show === "all" ? budgetTree(shown, view.order) : budgetRanking(shown, view.order);
  const names = new Map(budgets.map(({ id, name }) => [id, name]));
  if (placed.length === 0) {
    return (
      <p className="border-line border-t py-8 text-muted">
        No budget is in this state.{" "}
        <Link href={budgetsHref({ ...view, show: "all" })} className="text-link underline">
          Show all
        </Link>
      </p>
    );
  }
  const sorted = { view };
  return (
    <Table caption="Budgets and how they stand">
      <thead>
        <tr>
          <SortedHead by="name" {...sorted}>
            Budget
          </SortedHead>
          <SortedHead by="risk" {...sorted} className="max-md:hidden">
            State
          </SortedHead>
          <SortedHead by="used" {...sorted} className="w-[22%] max-md:hidden">
            Spent of the amount
          </SortedHead>
          <SortedHead by="spent" numeric {...sorted}>
            Spent
          </SortedHead>
          <SortedHead by="amount" numeric {...sorted} className="max-sm:hidden">
            Amount
          </SortedHead>
          <SortedHead by="forecast" numeric {...sorted} className="max-sm:hidden">
            Forecast
          </SortedHead>
          <HeadCell className="max-lg:hidden">Owner</HeadCell>
        </tr>
      </thead>
      <tbody>
        {placed.map(({ budget, level }) => (
          <BudgetRow
            key={budget.id}
            budget={budget}
            level={level}
            parent={level === 0 && budget.parentId !== null ? (names.get(budget.parentId) ?? null) : null}
          />
        ))}
      </tbody>
    </Table>
  );
}

type HeadProps = {
  by: BudgetOrder["by"];
  view: BudgetsView;
  numeric?: boolean;
  className?: string;
  children: ReactNode;
};

/** A click sorts by the column, another the other way round; names begin at A, numbers and risk with the largest. */
function SortedHead({ by, view, numeric = false, className, children }: HeadProps) {
  const isCurrent = view.order.by === by;
  const descending = isCurrent ? !view.order.descending : by !== "name";
  const Arrow = view.order.descending ? ArrowDown : ArrowUp;
  return (
    <HeadCell
      numeric={numeric}
      className={className}
      aria-sort={isCurrent ? (view.order.descending ? "descending" : "ascending") : undefined}
    >
      <Link
        href={budgetsHref({ ...view, order: { by, descending } })}
        scroll={false}
        className={classNames("inline-flex items-center gap-1 rounded-sm hover:text-ink", isCurrent && "text-ink")}
      >
        {children}
        {isCurrent && <Arrow aria-hidden className="size-3.5" />}
      </Link>
    </HeadCell>
  );
}
