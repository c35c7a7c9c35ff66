import { count, exactMoney, money, percent } from "@/components/format";
import { Tile, Tiles } from "@/components/tile";
import type { Looked, SavingsOverview } from "@/lib/rightsizing/list/overview";

type Props = { overview: SavingsOverview; looked: Looked };

export function SavingsTiles({ overview, looked: { verdicts } }: Props) {
  const { potential, inProgress, unconfirmed, awaited, realised, accuracy } = overview;
  const all = verdicts.reduce((sum, { count: many }) => sum + many, 0);
  const of = (name: string) => verdicts.reduce((sum, each) => sum + (each.verdict === name ? each.count : 0), 0);
  return (
    <Tiles>
      <Tile label="Could be saved a month" value={<Amounts amounts={potential} />}>
        <span>{`${count(manyOf(potential))} open recommendations`}</span>
        {unconfirmed.length > 0 && (
          <span className="text-warn">
            <Amounts amounts={unconfirmed} /> open or in progress not confirmed by the last look
          </span>
        )}
      </Tile>
      <Tile label="In progress" value={<Amounts amounts={inProgress} />}>
        {awaited.length > 0 && (
          <span>
            <Amounts amounts={awaited} /> done, not measured yet
          </span>
        )}
      </Tile>
      <Tile label="Seen on the bill a month" value={<Amounts amounts={realised} />}>
        {accuracy.map(({ currency, estimated, measured }) => (
          <span key={currency}>{`${money(estimated, currency)} was expected${shareText(estimated, measured)}`}</span>
        ))}
      </Tile>
      <Tile label="Resources looked at" value={count(all)}>
        <span>{`${count(of("optimal"))} as they should be, ${count(of("skipped"))} skipped with a reason`}</span>
      </Tile>
    </Tiles>
  );
}

type Summed = { currency: string; amount: string; count: number };

/** One amount for each currency; none of them is added to another. */
function Amounts({ amounts }: { amounts: Summed[] }) {
  if (amounts.length === 0) return <>–</>;
  return amounts.map(({ currency, amount }, index) => (
    <data key={currency} value={amount} title={exactMoney(amount, currency)}>
      {index > 0 && " + "}
      {money(amount, currency)}
    </data>
  ));
}

const manyOf = (amounts: Summed[]) => amounts.reduce((sum, { count: many }) => sum + many, 0);

function shareText(estimated: string, measured: string): string {
  return Number(estimated) > 0 ? `, ${percent(Number(measured) / Number(estimated))} of it came` : "";
}
