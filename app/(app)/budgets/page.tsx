import type { Metadata } from "next";
import { budgetList } from "@/lib/budgets/list";
import { currentScope } from "../../session";
import { BeingJudged } from "./being-judged";
import { BudgetsHeader } from "./budgets-header";
import { BudgetsTable } from "./budgets-table";
import { NoBudgets } from "./no-budgets";
import { StateFilter } from "./state-filter";
import { Totals } from "./totals";
import { type BudgetsParams, viewOf } from "./view";

export const metadata: Metadata = { title: "Budgets" };

export default async function BudgetsPage({ searchParams }: { searchParams: Promise<BudgetsParams> }) {
  const scope = await currentScope();
  const [budgets, params] = await Promise.all([budgetList(scope, new Date()), searchParams]);
  const mayEdit = scope.role !== "viewer";
  if (budgets.length === 0) return <NoBudgets mayEdit={mayEdit} />;
  const view = viewOf(params);
  return (
    <>
      <BudgetsHeader budgets={budgets} mayEdit={mayEdit} />
      <BeingJudged scope={scope} />
      <StateFilter budgets={budgets} view={view} />
      <BudgetsTable budgets={budgets} view={view} />
      <Totals budgets={budgets} />
    </>
  );
}
