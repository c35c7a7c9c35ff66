import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { tagKeys } from "@/lib/query/tag-keys";
import { reportingCurrency } from "@/lib/rates/reporting-currency";
import { currentScope } from "../../session";
import { BudgetThis } from "../budgets/budget-this";
import { ExploreAnswer } from "./answer";
import { Filters } from "./filters";
import { exploreHref } from "./href";
import { QueryBar } from "./query-bar";
import { askedExploration, type ExploreParams } from "./question";
import { Refused } from "./refused";
import { ViewMenu } from "./views/view-menu";

export const metadata: Metadata = { title: "Explore" };

export default async function ExplorePage({ searchParams }: { searchParams: Promise<ExploreParams> }) {
  const scope = await currentScope();
  const calendar = await workspaceCalendar(scope, dayOf(new Date()));
  const [params, reporting] = await Promise.all([searchParams, reportingCurrency(scope)]);
  const exploration = askedExploration(reporting ? { currency: reporting, ...params } : params, calendar);
  if ("refusal" in exploration) return <Refused message={exploration.refusal} />;

  const key = exploreHref(exploration.question, exploration.view);
  const keys = await tagKeys(scope);
  return (
    <>
      <div className="@container relative mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="font-semibold text-xl">Explore</h1>
        <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-1">
          <BudgetThis scope={scope} of={exploration.query} currency={exploration.view.currency ?? undefined} />
          <ViewMenu key={key} scope={scope} exploration={exploration} />
        </div>
      </div>
      <QueryBar key={key} exploration={exploration} calendar={calendar} tagKeys={keys} />
      <Filters exploration={exploration} tagKeys={keys} />
      <ExploreAnswer scope={scope} exploration={exploration} calendar={calendar} />
    </>
  );
}
