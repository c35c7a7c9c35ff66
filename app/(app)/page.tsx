import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { sourceList } from "@/lib/ledger/source-list";
import { overviewFrame } from "@/lib/query/overview/frame";
import { currentScope } from "../session";
import { EmptyOverview } from "./_overview/empty";
import { Overview } from "./_overview/overview";
import { type OverviewParams, viewOf } from "./_overview/view";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<OverviewParams> }) {
  const scope = await currentScope();
  const now = new Date();
  const [frame, sources, params] = await Promise.all([
    overviewFrame(scope, dayOf(now)),
    sourceList(scope, now),
    searchParams,
  ]);
  if (!frame) return <EmptyOverview scope={scope} sources={sources} />;
  return <Overview seen={{ scope, frame, ...viewOf(params) }} sources={sources} />;
}
