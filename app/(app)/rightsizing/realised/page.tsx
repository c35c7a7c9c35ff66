import type { Metadata } from "next";
import Link from "next/link";
import { Amount } from "@/components/amount";
import { instantLabel, money, percent } from "@/components/format";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { savingsOverview } from "@/lib/rightsizing/list/overview";
import { type LedgerEntry, savingsLedger } from "@/lib/rightsizing/list/savings-ledger";
import { currentScope } from "../../../session";
import { basisWords } from "../advice-words";
import { Sections } from "../sections";
import { ByWhom } from "./by-whom";

export const metadata: Metadata = { title: "Realised savings" };

export default async function RealisedPage() {
  const scope = await currentScope();
  const [entries, { realised, accuracy, byTeam, byOwner }] = await Promise.all([
    savingsLedger(scope),
    savingsOverview(scope),
  ]);
  const sum = realised.map(({ currency, amount }) => money(amount, currency)).join(" and ");
  const came = accuracy
    .filter(({ estimated }) => Number(estimated) > 0)
    .map(({ estimated, measured }) => percent(Number(measured) / Number(estimated)))
    .join(" and ");
  const lead = sum
    ? `${sum} a month are seen on the bill${came ? `: ${came} of what was expected of them` : ""}.`
    : "Nothing has been measured on the bill yet. Seven and thirty days after a change is done, what it saved is booked here.";
  return (
    <>
      <PageHeader title="Realised savings" lead={lead} actions={entries.length > 0 && <CsvLink />} />
      <Sections current="/rightsizing/realised" />
      <ByWhom byTeam={byTeam} byOwner={byOwner} />
      {entries.length === 0 ? <NoEntries /> : <Entries entries={entries} />}
    </>
  );
}

function CsvLink() {
  return (
    <Button asChild>
      <a href="/api/v1/savings/ledger/csv" download>
        Export csv
      </a>
    </Button>
  );
}

function Entries({ entries }: { entries: LedgerEntry[] }) {
  return (
    <Table caption="The savings ledger, the newest entry first">
      <thead>
        <tr>
          <HeadCell>Recommendation</HeadCell>
          <HeadCell className="max-md:hidden">Basis</HeadCell>
          <HeadCell numeric>Saved a month</HeadCell>
          <HeadCell numeric>Without the change</HeadCell>
          <HeadCell numeric>With the change</HeadCell>
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
              <p className="text-muted text-xs md:hidden">{basisWords[entry.basis]}</p>
            </RowHead>
            <Cell className="whitespace-nowrap max-md:hidden">{basisWords[entry.basis]}</Cell>
            {[entry.monthly, entry.counterfactual, entry.actual].map((amount, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
              <Cell key={index} numeric>
                <Amount amount={amount} currency={entry.currency} />
              </Cell>
            ))}
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
