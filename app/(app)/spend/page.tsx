import type { Metadata } from "next";
import { Suspense } from "react";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/panel";
import { dayOf } from "@/lib/focus/period";
import { tagKeys } from "@/lib/query/tag-keys";
import { currentScope } from "../../session";
import { SpendAnswer } from "./answer";
import { Filters } from "./filters";
import { spendHref } from "./href";
import { AnswerSkeleton } from "./loading-answer";
import { QueryBar } from "./query-bar";
import { askedQuestion, type SpendParams } from "./question";

export const metadata: Metadata = { title: "Spend" };

export default async function SpendPage({ searchParams }: { searchParams: Promise<SpendParams> }) {
  const scope = await currentScope();
  const today = dayOf(new Date());
  const asked = askedQuestion(await searchParams, today);
  const keys = await tagKeys(scope);
  if ("refusal" in asked) {
    return (
      <Callout
        tone="warn"
        title="This address does not ask a question Outlay can answer"
        action={<a href="/spend">Start again</a>}
      >
        {asked.refusal}
      </Callout>
    );
  }
  const { query, view } = asked;
  return (
    <>
      <PageHeader title="Spend" />
      <div className="mb-8 flex flex-col gap-4">
        <QueryBar query={query} view={view} tagKeys={keys} />
        <Filters query={query} view={view} tagKeys={keys} />
      </div>
      <Suspense key={spendHref(query, view)} fallback={<AnswerSkeleton />}>
        <SpendAnswer scope={scope} query={query} view={view} today={today} />
      </Suspense>
    </>
  );
}
