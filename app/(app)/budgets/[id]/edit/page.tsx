import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/panel";
import { budgetById } from "@/lib/budgets/list";
import { currentScope } from "../../../../session";
import { orNotFound } from "../../../sources/or-not-found";
import { saveBudget } from "../../actions";
import { BudgetForm } from "../../form/budget-form";
import { formData } from "../../form/form-data";
import { shownValues } from "../../form/shown-values";

export const metadata: Metadata = { title: "Edit budget" };

export default async function EditBudgetPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await currentScope();
  const { id } = await params;
  const now = new Date();
  const budget = await budgetById(scope, id, now).catch(orNotFound);
  const data = await formData(scope, budget, now);
  return (
    <>
      <PageHeader
        title={`Edit ${budget.name}`}
        lead={
          <>
            Other periods or another calendar begin a new history; everything else keeps it.{" "}
            <Link href={`/budgets/${id}`} className="text-link underline">
              Back to the budget
            </Link>
          </>
        }
      />
      <BudgetForm {...data} action={saveBudget} id={id} values={shownValues(budget)} />
    </>
  );
}
