import type { Metadata } from "next";
import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/panel";
import { DomainError } from "@/lib/errors";
import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { currentScope } from "../../../session";
import { saveBudget } from "../actions";
import { type AskedParams, askedBudget } from "../form/asked-budget";
import { BudgetForm } from "../form/budget-form";
import { formData } from "../form/form-data";
import { shownValues } from "../form/shown-values";

export const metadata: Metadata = { title: "New budget" };

export default async function NewBudgetPage({ searchParams }: { searchParams: Promise<AskedParams> }) {
  const scope = await currentScope();
  const now = new Date();
  const [params, calendar] = await Promise.all([searchParams, workspaceCalendar(scope, dayOf(now))]);
  try {
    const asked = askedBudget(scope, params, calendar);
    const data = await formData(scope, asked, now);
    const { mode: _unset, amount: _empty, ...values } = shownValues(asked);
    const currency = values.currency || (data.currencies[0] ?? "");
    return (
      <>
        <PageHeader title="New budget" lead={<Choose />} />
        {asked.where.length > 0 && data.suggestions.length === 0 && (
          <div className="mb-6 max-w-3xl">
            <Callout tone="warn" title="No charge of the last 14 months matches these conditions">
              Check them for a name that has changed. A budget whose scope matches nothing is shown as invalid.
            </Callout>
          </div>
        )}
        <BudgetForm {...data} action={saveBudget} id={null} values={{ ...values, mode: "fixed", currency }} />
      </>
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (
      <Callout tone="warn" title="No budget can be made of this address">
        {error.message}
      </Callout>
    );
  }
}

function Choose() {
  return (
    <>
      A name and an amount are enough. To budget what a chart shows, find it in{" "}
      <Link href="/explore" className="text-link underline">
        Explore
      </Link>{" "}
      and choose “Budget this” there.
    </>
  );
}
