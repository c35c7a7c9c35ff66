import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/panel";
import { budgetList } from "@/lib/budgets/list";
import { BudgetsPer, suggestedBudgets } from "@/lib/budgets/suggest";
import { DomainError } from "@/lib/errors";
import { dayOf } from "@/lib/focus/period";
import { tagKeys } from "@/lib/query/tag-keys";
import { currentScope } from "../../../session";
import { dimensionChoices } from "../../explore/choices";
import { ChooseDimension } from "./choose-dimension";
import { SuggestionsForm } from "./suggestions-form";

export const metadata: Metadata = { title: "Several budgets" };

type Params = Record<string, string | string[] | undefined>;

export default async function SeveralBudgetsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const scope = await currentScope();
  const now = new Date();
  const [params, keys, budgets] = await Promise.all([searchParams, tagKeys(scope), budgetList(scope, now)]);
  const names = new Set(budgets.map(({ name }) => name));
  const per = [params.per].flat()[0];
  const headroom = Number([params.headroom].flat()[0] ?? 10);
  const asked = BudgetsPer.safeParse({ per, metric: "effective", headroomPercent: headroom });
  const answer = asked.success ? await answered(() => suggestedBudgets(scope, asked.data, dayOf(now))) : null;
  return (
    <>
      <PageHeader
        title="One budget for each"
        lead={
          <>
            A monthly budget for each team, account or service, at what it cost in the last three complete months and
            some headroom.{" "}
            <Link href="/budgets" className="text-link underline">
              Back to the budgets
            </Link>
          </>
        }
      />
      <ChooseDimension choices={dimensionChoices(keys)} per={per} headroom={headroom} />
      {answer && "refusal" in answer && <p className="text-muted">{answer.refusal}</p>}
      {answer && "found" in answer && (
        <SuggestionsForm
          key={`${per} ${headroom}`}
          suggestions={answer.found.map((each) => ({ ...each, taken: names.has(each.budget.name) }))}
        />
      )}
    </>
  );
}

async function answered<Found>(ask: () => Promise<Found>): Promise<{ found: Found } | { refusal: string }> {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.message };
    throw error;
  }
}
