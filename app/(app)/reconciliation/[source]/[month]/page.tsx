import { notFound } from "next/navigation";
import { currentScope } from "@/app/session";
import { dayOf, isDay } from "@/lib/focus/period";
import { reconciledMonth } from "@/lib/ledger/reconciliation/month";
import { orNotFound } from "../../../sources/or-not-found";
import { WholeBillOnly } from "../../../whole-bill-only";
import { MonthDetailView } from "./detail";
import { Gaps } from "./gaps";
import { History } from "./history";
import { MonthHeader } from "./month-header";
import { Pairs } from "./pairs";

export const metadata = { title: "Reconciliation of a month" };

type Props = { params: Promise<{ source: string; month: string }> };

export default async function ReconciledMonthPage({ params }: Props) {
  const [scope, { source, month }] = await Promise.all([currentScope(), params]);
  if (scope.rows !== null) {
    return (
      <WholeBillOnly title="Reconciliation">Reconciliation compares the whole bill with what was stated.</WholeBillOnly>
    );
  }
  const day = `${month}-01`;
  if (!isDay(day)) notFound();
  const found = await reconciledMonth(scope, { sourceId: source, month: day }, dayOf(new Date())).catch(orNotFound);
  return (
    <>
      <MonthHeader month={found} />
      <div className="flex flex-col gap-10">
        <Pairs month={found} canSay={scope.role !== "viewer"} />
        <Gaps lines={found.gaps} />
        {found.details.map((detail) => (
          <MonthDetailView key={detail.line.currency} detail={detail} isOnly={found.details.length === 1} />
        ))}
        <History versions={found.versions} />
      </div>
    </>
  );
}
