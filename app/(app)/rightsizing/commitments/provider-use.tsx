import { agoLabel, exactMoney, money, percent, spanLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { addDays } from "@/lib/focus/period";
import type { ShownCommitment } from "@/lib/rightsizing/commitments/commitments";
import { type OurUse, ourUse } from "@/lib/rightsizing/commitments/our-use";
import type { ProviderUse } from "@/lib/rightsizing/commitments/provider-use";

type Props = { provider: ProviderUse | null; held: ShownCommitment[]; now: Date };

/** What AWS states of the use of commitments, each figure beside what the bill shows of the same. */
export function ProviderUsePanel({ provider, held, now }: Props) {
  if (provider === null) {
    return (
      <Panel id="provider-use" title="What AWS says">
        <p className="max-w-[75ch] text-muted">
          AWS was not asked. Where the rules let Outlay ask it, each look reads how commitments were used and what they
          covered, for four cents, and shows it here beside what the bill shows.
        </p>
      </Panel>
    );
  }
  const { uses, problems, period, readAt } = provider;
  const note = `As AWS stated it ${agoLabel(readAt, now)}, for ${spanLabel(period.from, addDays(period.to, -1))}.`;
  return (
    <Panel id="provider-use" title="What AWS says" note={note}>
      {uses.length > 0 && (
        <Table caption="Use of commitments, as AWS states it and as the bill shows it">
          <thead>
            <tr>
              <HeadCell>Commitments</HeadCell>
              <HeadCell numeric>Used</HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Committed
              </HeadCell>
              <HeadCell numeric>Not used</HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Covers
              </HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Saves
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {uses.map((use) => (
              <UseRows key={use.commitment} use={use} ours={ourUse(held, use)} />
            ))}
          </tbody>
        </Table>
      )}
      {problems.map(({ commitment, message, step }) => (
        <p key={`${commitment} ${message}`} className="mt-3 max-w-[75ch] text-sm">
          {`${names[commitment]}: ${message} `}
          <span className="text-muted">{step}</span>
        </p>
      ))}
    </Panel>
  );
}

const names = { "savings plan": "Savings Plans", reservation: "Reservations" };

type Use = ProviderUse["uses"][number];

function UseRows({ use, ours }: { use: Use; ours: OurUse | null }) {
  const { commitment, currency, utilisation, coverage, committed, unused, netSaving } = use;
  return (
    <>
      <tr>
        <RowHead className="sm:whitespace-nowrap">
          {names[commitment]}
          <p className="text-muted text-xs">as AWS states</p>
          <p className="mt-1 text-xs sm:hidden">
            {committed !== null && `${money(committed, currency)} committed; `}
            {`covers: ${percentText(coverage)}`}
            {netSaving !== null && `; saves ${money(netSaving, currency)}`}
          </p>
        </RowHead>
        <Cell numeric>{percentText(utilisation)}</Cell>
        <MoneyCell amount={committed} currency={currency} className="max-sm:hidden" />
        <MoneyCell amount={unused} currency={currency} />
        <Cell numeric className="max-sm:hidden">
          {percentText(coverage)}
        </Cell>
        <MoneyCell amount={netSaving} currency={currency} className="max-sm:hidden" />
      </tr>
      <tr>
        <RowHead className="whitespace-nowrap">
          <span className="sr-only">{names[commitment]}</span>
          <p className="text-muted text-xs">on the bill</p>
        </RowHead>
        {ours === null ? (
          <Cell colSpan={5} className="text-muted text-xs sm:text-right">
            the bill of AWS names none
          </Cell>
        ) : (
          <>
            <Cell numeric>{ours.utilisation === null ? "–" : percent(ours.utilisation)}</Cell>
            <MoneyCell amount={ours.committed} currency={ours.currency} className="max-sm:hidden" />
            <MoneyCell amount={ours.unused} currency={ours.currency} />
            <Cell numeric className="max-sm:hidden">
              –
            </Cell>
            <Cell numeric className="max-sm:hidden">
              –
            </Cell>
          </>
        )}
      </tr>
    </>
  );
}

const percentText = (told: string | null) => (told === null ? "not told" : percent(Number(told) / 100));

type MoneyCellProps = { amount: string | null; currency: string; className?: string };

function MoneyCell({ amount, currency, className }: MoneyCellProps) {
  return (
    <Cell numeric className={className}>
      {amount === null ? (
        "–"
      ) : (
        <data value={amount} title={exactMoney(amount, currency)}>
          {money(amount, currency)}
        </data>
      )}
    </Cell>
  );
}
