import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { tagKeys } from "@/lib/query/tag-keys";
import { currentScope } from "../../session";
import { ExploreAnswer } from "./answer";
import { Filters } from "./filters";
import { exploreHref } from "./href";
import { QueryBar } from "./query-bar";
import { askedQuestion, type ExploreParams } from "./question";
import { Refused } from "./refused";

export const metadata: Metadata = { title: "Explore" };

export default async function ExplorePage({ searchParams }: { searchParams: Promise<ExploreParams> }) {
  const scope = await currentScope();
  const today = dayOf(new Date());
  const asked = askedQuestion(await searchParams, today);
  if ("refusal" in asked) return <Refused message={asked.refusal} />;

  const { query, view } = asked;
  const keys = await tagKeys(scope);
  return (
    <>
      <h1 className="mb-6 font-semibold text-xl">Explore</h1>
      <QueryBar query={query} view={view} tagKeys={keys} />
      <Filters query={query} view={view} tagKeys={keys} />
      {/* Not in a Suspense boundary: what streams in later is invisible where scripts do not run. */}
      <ExploreAnswer key={exploreHref(query, view)} scope={scope} query={query} view={view} today={today} />
    </>
  );
}
