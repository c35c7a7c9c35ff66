import type { Metadata } from "next";
import Link from "next/link";
import { Amount } from "@/components/amount";
import { instantLabel, money, percent } from "@/components/format";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { savingsOverview } from "@/lib/rightsizing/list/overview";
import { type LedgerEntry, savingsLedger } from "@/lib/rightsizing/list/savings-ledger";
import { currentScope } from "../../../session";
import { basisWords } from "../advice-words";
import { Sections } from "../sections";

export const metadata: Metadata = { title: "Realised savings" };

export default async function RealisedPage() {
  const scope = await currentScope();
  const [entries, { realised, accuracy }] = await Promise.all([savingsLedger(scope), savingsOverview(scope)]);
  const sum = realised.map(({ currency, amount }) => money(amount, currency)).join(" and ");
  const came = accuracy
    .filter(({ estimated }) => Number(estimated) > 0)
    .map(({ estimated, measured }) => percent(Number(measured) / Number(estimated)))
    .join(" and ");
  const lead = sum
    ? `${sum} a month are seen on the bill${came ? `: ${came} of what was expected of them` : ""}.`
    : "Nothing has been measured on the bill yet.";
  return (
    <>
      <PageHeader title="Realised savings" lead={lead} />
      <Sections current="/rightsizing/realised" />
      {entries.length === 0 ? <NoEntries /> : <Entries entries={entries} />}
    </>
  );
}

function Entries({ entries }: { entries: LedgerEntry[] }) {
  return (
    <Table caption="The savings ledger, the newest entry first">
      <thead>
        <tr>
          <HeadCell>Recommendation</HeadCell>
          <HeadCell>Basis</HeadCell>
          <HeadCell numeric>Without the change</HeadCell>
          <HeadCell numeric>With the change</HeadCell>
          <HeadCell numeric>Saved a month</HeadCell>
          <HeadCell>Team</HeadCell>
          <HeadCell>Booked</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <RowHead className="min-w-48">
              <Link href={`/rightsizing/${entry.recommendationId}`} className="text-link">
                {entry.title}
              </Link>
            </RowHead>
            <Cell className="whitespace-nowrap">{basisWords[entry.basis]}</Cell>
            <Cell numeric>
              <Amount amount={entry.counterfactual} currency={entry.currency} />
            </Cell>
            <Cell numeric>
              <Amount amount={entry.actual} currency={entry.currency} />
            </Cell>
            <Cell numeric>
              <Amount amount={entry.monthly} currency={entry.currency} />
            </Cell>
            <Cell className="text-muted">{entry.team ?? "–"}</Cell>
            <Cell className="whitespace-nowrap text-muted">{instantLabel(entry.bookedAt)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function NoEntries() {
  return (
    <EmptyState title="No saving is booked yet">
      <p>
        When somebody starts on a recommendation, its estimate is booked here. Seven and thirty days after it is done,
        what the bill shows is booked beside it. <Link href="/rightsizing">See the recommendations</Link>
      </p>
    </EmptyState>
  );
}
