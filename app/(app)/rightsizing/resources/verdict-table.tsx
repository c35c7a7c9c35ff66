import Link from "next/link";
import { Amount } from "@/components/amount";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { ShownVerdict } from "@/lib/rightsizing/list/overview";
import { type Verdict, verdictLabels } from "@/lib/rightsizing/words";
import { resourceHref } from "../../resources/href";

type Props = { shown: ShownVerdict[]; verdict: Verdict | null; page: number; hasMore: boolean };

export function VerdictTable({ shown, verdict, page, hasMore }: Props) {
  if (shown.length === 0) {
    return (
      <EmptyState title="No resource is like this">
        <p>
          Outlay looks after each import. What accounts have and how it is used is read once you allow it under{" "}
          <Link href="/rightsizing/rules">Rules</Link>.
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Resources and their verdicts, the costliest first">
        <thead>
          <tr>
            <HeadCell>Resource</HeadCell>
            <HeadCell>Verdict</HeadCell>
            <HeadCell>Why</HeadCell>
            <HeadCell numeric>Costs a month</HeadCell>
            <HeadCell className="max-md:hidden">Where</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <tr key={`${each.account} ${each.region} ${each.resourceId}`}>
              <RowHead className="min-w-48 max-w-80 align-top">
                <Link href={resourceHref(each.resourceId)} className="break-all text-link">
                  {each.resourceName ?? each.resourceId}
                </Link>
                <p className="text-muted text-xs">{[each.kind, each.resourceType].filter(Boolean).join(", ")}</p>
              </RowHead>
              <Cell className="whitespace-nowrap align-top">{verdictLabels[each.verdict]}</Cell>
              <Cell className="min-w-64 align-top text-muted">{each.reason}</Cell>
              <Cell numeric className="align-top">
                {each.monthlyCost === null || each.currency === null ? (
                  <span className="text-faint">not on the bill</span>
                ) : (
                  <Amount amount={each.monthlyCost} currency={each.currency} />
                )}
              </Cell>
              <Cell className="align-top text-muted max-md:hidden">
                {[each.account, each.region].filter(Boolean).join(", ")}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pager verdict={verdict} page={page} hasMore={hasMore} />
    </>
  );
}

function Pager({ verdict, page, hasMore }: Omit<Props, "shown">) {
  const href = (to: number) => {
    const params = new URLSearchParams({ ...(verdict && { verdict }), ...(to > 1 && { page: String(to) }) });
    return `/rightsizing/resources?${params}`;
  };
  if (page === 1 && !hasMore) return null;
  return (
    <nav aria-label="More resources" className="mt-4 flex gap-2">
      {page > 1 && (
        <Button asChild>
          <Link href={href(page - 1)}>Previous</Link>
        </Button>
      )}
      {hasMore && (
        <Button asChild>
          <Link href={href(page + 1)}>Next</Link>
        </Button>
      )}
    </nav>
  );
}
