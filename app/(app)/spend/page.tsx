import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { tagKeys } from "@/lib/query/tag-keys";
import { currentScope } from "../../session";
import { SpendAnswer } from "./answer";
import { Filters } from "./filters";
import { spendHref } from "./href";
import { QueryBar } from "./query-bar";
import { askedQuestion, type SpendParams } from "./question";
import { Refused } from "./refused";

export const metadata: Metadata = { title: "Spend" };

export default async function SpendPage({ searchParams }: { searchParams: Promise<SpendParams> }) {
  const scope = await currentScope();
  const today = dayOf(new Date());
  const asked = askedQuestion(await searchParams, today);
  if ("refusal" in asked) return <Refused message={asked.refusal} />;

  const { query, view } = asked;
  const keys = await tagKeys(scope);
  return (
    <>
      <h1 className="mb-6 font-semibold text-xl">Spend</h1>
      <QueryBar query={query} view={view} tagKeys={keys} />
      <Filters query={query} view={view} tagKeys={keys} />
      {/* Not in a Suspense boundary: what streams in later is invisible where scripts do not run. */}
      <SpendAnswer key={spendHref(query, view)} scope={scope} query={query} view={view} today={today} />
    </>
  );
}
