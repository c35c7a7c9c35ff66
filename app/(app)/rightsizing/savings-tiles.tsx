import { count, exactMoney, money, percent } from "@/components/format";
import { Tile, Tiles } from "@/components/tile";
import type { Looked, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { manyOf } from "./savings-sentence";

type Props = { overview: SavingsOverview; looked: Looked };

export function SavingsTiles({ overview, looked: { verdicts } }: Props) {
  const { potential, buying, inProgress, unconfirmed, awaited, realised, accuracy } = overview;
  const all = verdicts.reduce((sum, { count: many }) => sum + many, 0);
  const of = (name: string) => verdicts.reduce((sum, each) => sum + (each.verdict === name ? each.count : 0), 0);
  return (
    <Tiles>
      <Tile label="Could be saved a month" value={<Amounts amounts={potential} />}>
        <span>{openText(manyOf(potential))}</span>
        {buying.length > 0 && (
          <span>
            <Amounts amounts={buying} /> of it by buying commitments
          </span>
        )}
        {unconfirmed.length > 0 && (
          <span className="text-warn">
            <Amounts amounts={unconfirmed} /> open or in progress not confirmed by the last look
          </span>
        )}
      </Tile>
      <Tile label="In progress" value={<Amounts amounts={inProgress} />}>
        {inProgress.length > 0 && <span>{startedText(manyOf(inProgress))}</span>}
        {inProgress.length === 0 && awaited.length === 0 && <span>nobody has started on one</span>}
        {awaited.length > 0 && (
          <span>
            <Amounts amounts={awaited} /> done, not measured yet
          </span>
        )}
      </Tile>
      <Tile label="Seen on the bill a month" value={<Amounts amounts={realised} />}>
        {realised.length === 0 && <span>nothing is measured yet</span>}
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

const openText = (many: number) => (many === 1 ? "1 open recommendation" : `${count(many)} open recommendations`);

const startedText = (many: number) => (many === 1 ? "1 recommendation" : `${count(many)} recommendations`);

function shareText(estimated: string, measured: string): string {
  return Number(estimated) > 0 ? `, ${percent(Number(measured) / Number(estimated))} of it came` : "";
}
