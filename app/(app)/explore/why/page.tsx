import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/panel";
import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { currentScope } from "../../../session";
import { comparison } from "../drawing-of";
import { Filters } from "../filters";
import { exploreHref } from "../href";
import { daysText } from "../period-picker";
import { askedExploration, type ExploreParams } from "../question";
import { Refused } from "../refused";
import { Why } from "./why";

export const metadata: Metadata = { title: "Why did it change" };

/** The change between two periods, taken apart until the parts are few and add up. */
export default async function WhyPage({ searchParams }: { searchParams: Promise<ExploreParams> }) {
  const scope = await currentScope();
  const calendar = await workspaceCalendar(scope, dayOf(new Date()));
  const exploration = askedExploration(await searchParams, calendar);
  if ("refusal" in exploration) return <Refused message={exploration.refusal} />;

  const before = comparison(exploration, calendar);
  const { question, query, view } = exploration;
  return (
    <>
      <Link
        href={exploreHref(question, view)}
        className="mb-3 inline-flex items-center gap-1.5 text-muted text-sm hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Back to the chart
      </Link>
      <PageHeader title="Why did it change" lead={`${daysText(query.period)}, compared with ${daysText(before)}`} />
      <Filters exploration={exploration} tagKeys={null} />
      <Why scope={scope} exploration={exploration} before={before} />
    </>
  );
}
