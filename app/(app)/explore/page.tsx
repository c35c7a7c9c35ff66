import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { tagKeys } from "@/lib/query/tag-keys";
import { currentScope } from "../../session";
import { ExploreAnswer } from "./answer";
import { Filters } from "./filters";
import { exploreHref } from "./href";
import { QueryBar } from "./query-bar";
import { askedExploration, type ExploreParams } from "./question";
import { Refused } from "./refused";

export const metadata: Metadata = { title: "Explore" };

export default async function ExplorePage({ searchParams }: { searchParams: Promise<ExploreParams> }) {
  const scope = await currentScope();
  const calendar = await workspaceCalendar(scope, dayOf(new Date()));
  const exploration = askedExploration(await searchParams, calendar);
  if ("refusal" in exploration) return <Refused message={exploration.refusal} />;

  const key = exploreHref(exploration.question, exploration.view);
  const keys = await tagKeys(scope);
  return (
    <>
      <h1 className="mb-6 font-semibold text-xl">Explore</h1>
      <QueryBar key={key} exploration={exploration} calendar={calendar} tagKeys={keys} />
      <Filters exploration={exploration} tagKeys={keys} />
      {/* Not in a Suspense boundary: what streams in later is invisible where scripts do not run. */}
      <ExploreAnswer scope={scope} exploration={exploration} calendar={calendar} />
    </>
  );
}
