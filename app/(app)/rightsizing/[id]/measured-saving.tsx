import Link from "next/link";
import { Amount } from "@/components/amount";
import { instantLabel, spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { addDays } from "@/lib/focus/period";
import type { AdviceCard, ShownSaving } from "@/lib/rightsizing/list/card";
import { basisWords } from "../advice-words";

/** What was expected, and what the bill shows against what it would have been. */
export function MeasuredSaving({ card: { savings, currency, title, bookedWith } }: { card: AdviceCard }) {
  if (bookedWith) {
    return (
      <Panel id="saved" title="What it saved">
        <p className="text-sm">
          This was one change with <Link href={`/rightsizing/${bookedWith}`}>other advice to do the same</Link>: the
          saving is booked there, once.
        </p>
      </Panel>
    );
  }
  if (savings.length === 0) return null;
  return (
    <Panel
      id="saved"
      title="What it saved"
      note="What the days after the change would have cost without it, less what they did cost."
    >
      <Table caption={`What was saved: ${title}`}>
        <thead>
          <tr>
            <HeadCell>Basis</HeadCell>
            <HeadCell>Days</HeadCell>
            <HeadCell numeric>Without the change</HeadCell>
            <HeadCell numeric>With the change</HeadCell>
            <HeadCell numeric>Saved</HeadCell>
            <HeadCell numeric>A month</HeadCell>
            <HeadCell>Booked</HeadCell>
          </tr>
        </thead>
        <tbody>
          {savings.map((entry) => (
            <tr key={`${entry.round} ${entry.basis}`}>
              <RowHead>
                {entry.round > 1 ? `${basisWords[entry.basis]}, time ${entry.round}` : basisWords[entry.basis]}
              </RowHead>
              <Cell className="whitespace-nowrap">{daysText(entry)}</Cell>
              {[entry.counterfactual, entry.actual, entry.saving, entry.monthly].map((amount, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
                <Cell key={index} numeric>
                  <Amount amount={amount} currency={currency} />
                </Cell>
              ))}
              <Cell className="whitespace-nowrap text-muted">{instantLabel(entry.bookedAt)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function daysText({ from, to }: ShownSaving): string {
  return from && to ? spanLabel(from, addDays(to, -1)) : "a month";
}
