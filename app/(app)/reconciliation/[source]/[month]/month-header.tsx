import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { monthLabel } from "@/components/format";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import { monthOf } from "@/lib/focus/period";
import type { ReconciledMonth } from "@/lib/ledger/reconciliation/month";
import { queryHref } from "../../../explore/href";

/** Which month of which source this is, and the way to its charges. */
export function MonthHeader({ month: { source, sourceId, month, details } }: { month: ReconciledMonth }) {
  const query = {
    period: monthOf(month),
    grain: "day" as const,
    groupBy: ["service" as const],
    where: [{ dimension: "source" as const, operator: "eq" as const, values: [source] }],
    metric: "billed" as const,
  };
  const actions = (
    <>
      <Button asChild>
        <Link href={`/sources/${sourceId}`}>Runs of {source}</Link>
      </Button>
      {details.length > 0 && (
        <Button asChild look="primary">
          <Link href={queryHref(query)}>
            Explore its charges
            <ArrowUpRight aria-hidden />
          </Link>
        </Button>
      )}
    </>
  );
  return (
    <>
      <nav aria-label="Where this is" className="mb-2 text-sm">
        <Link href="/reconciliation" className="text-link">
          Reconciliation
        </Link>
      </nav>
      <PageHeader
        title={`${source}, ${monthLabel(month)}`}
        lead="Billed cost of the billing period."
        actions={actions}
      />
    </>
  );
}
