import Link from "next/link";
import { Amount } from "@/components/amount";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { ShownVerdict } from "@/lib/rightsizing/list/overview";
import { verdictLabels } from "@/lib/rightsizing/words";
import { resourceHref } from "../../resources/href";
import { type VerdictView, verdictsHref } from "./view";

type Props = { shown: ShownVerdict[]; view: VerdictView; page: number; hasMore: boolean };

export function VerdictTable({ shown, view, page, hasMore }: Props) {
  if (shown.length === 0) return <NoVerdict view={view} />;
  return (
    <>
      <Table caption="Resources and their verdicts, the costliest first">
        <thead>
          <tr>
            <HeadCell>Resource</HeadCell>
            <HeadCell className="max-md:hidden">Verdict</HeadCell>
            <HeadCell className="max-md:hidden">Why</HeadCell>
            <HeadCell numeric>Costs a month</HeadCell>
            <HeadCell className="max-md:hidden">Where</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <VerdictLine key={`${each.account} ${each.region} ${each.resourceId}`} shown={each} />
          ))}
        </tbody>
      </Table>
      <Pager view={view} page={page} hasMore={hasMore} />
    </>
  );
}

/** On a phone the verdict and its reason stand under the name, so that nothing is out of sight. */
function VerdictLine({ shown }: { shown: ShownVerdict }) {
  const { resourceId, resourceName, verdict, reason, account, accountName, region, currency, monthlyCost } = shown;
  return (
    <tr>
      <RowHead className="min-w-40 align-top md:max-w-72">
        <Link href={resourceHref(resourceId)} className="break-all text-link">
          {resourceName ?? resourceId}
        </Link>
        <p className="wrap-anywhere text-muted text-xs">{typeOf(shown)}</p>
        <p className="mt-1 md:hidden">
          {`${verdictLabels[verdict]}. `}
          <span className="text-muted">{reason}</span>
        </p>
      </RowHead>
      <Cell className="whitespace-nowrap align-top max-md:hidden">{verdictLabels[verdict]}</Cell>
      <Cell className="min-w-64 align-top text-muted max-md:hidden">{reason}</Cell>
      <Cell numeric className="align-top">
        {monthlyCost === null || currency === null ? (
          <span className="text-faint">not on the bill</span>
        ) : (
          <Amount amount={monthlyCost} currency={currency} />
        )}
      </Cell>
      <Cell className="align-top text-muted max-md:hidden">
        {[accountName ?? account, region].filter(Boolean).join(", ")}
      </Cell>
    </tr>
  );
}

/** What the bill alone tells of is named by its type. */
function typeOf({ kind, resourceType }: ShownVerdict): string {
  const known = kind === ON_THE_BILL && resourceType ? null : kind;
  return [known, resourceType].filter(Boolean).join(", ");
}

const ON_THE_BILL = "on the bill";

function NoVerdict({ view }: { view: VerdictView }) {
  if (view.verdict !== null || view.text !== "") {
    return (
      <EmptyState title="No resource is like this">
        <p>
          <Link href="/rightsizing/resources">Show every resource</Link>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No resource has been looked at yet">
      <p>
        Outlay looks after each import. What accounts have and how it is used is read once you allow it under{" "}
        <Link href="/rightsizing/rules">Rules</Link>.
      </p>
    </EmptyState>
  );
}

function Pager({ view, page, hasMore }: Omit<Props, "shown">) {
  if (page === 1 && !hasMore) return null;
  return (
    <nav aria-label="More resources" className="mt-4 flex gap-2">
      {page > 1 && (
        <Button asChild>
          <Link href={verdictsHref(view, page - 1)}>Previous</Link>
        </Button>
      )}
      {hasMore && (
        <Button asChild>
          <Link href={verdictsHref(view, page + 1)}>Next</Link>
        </Button>
      )}
    </nav>
  );
}
