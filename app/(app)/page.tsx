import type { Metadata } from "next";
import { dayOf } from "@/lib/focus/period";
import { sourceList } from "@/lib/ledger/source-list";
import { overviewFrame } from "@/lib/query/overview/frame";
import { reportingCurrency } from "@/lib/rates/reporting-currency";
import { currentScope } from "../session";
import { EmptyOverview } from "./_overview/empty";
import { Overview } from "./_overview/overview";
import { type OverviewParams, viewOf } from "./_overview/view";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<OverviewParams> }) {
  const scope = await currentScope();
  const now = new Date();
  const [frame, sources, params, reporting] = await Promise.all([
    overviewFrame(scope, dayOf(now)),
    scope.rows === null ? sourceList(scope, now) : [],
    searchParams,
    reportingCurrency(scope),
  ]);
  if (!frame) return <EmptyOverview scope={scope} sources={sources} />;
  const { asked, ...view } = viewOf(params, reporting);
  return <Overview seen={{ scope, frame: asked ? { ...frame, currency: asked } : frame, ...view }} sources={sources} />;
}
