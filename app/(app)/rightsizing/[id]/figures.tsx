import { Amount } from "@/components/amount";
import { money, percent } from "@/components/format";
import { Tile, Tiles } from "@/components/tile";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { confidenceWords, effortWords, originWords, riskOf, riskWord } from "../advice-words";

export function Figures({ card }: { card: AdviceCard }) {
  const { saving, currency, listSaving, now, after, listNow, listAfter, priceOrigin, risk, effort, restart } = card;
  const atList = card.listCurrency ?? currency;
  const { risks } = card.evidence;
  const isBought = card.action === "buy_commitment";
  const worst = Object.entries(risks).find(([, value]) => value === risk && risk > 0)?.[0];
  return (
    <Tiles>
      <Tile label="Saves a month" value={<Amount amount={saving} currency={currency} />}>
        {Number(now) > 0 && <span>{`${percent(Number(saving) / Number(now))} of its cost`}</span>}
        {priceOrigin !== "list_price" && listSaving !== null && (
          <span>{`${money(listSaving, atList)} at list price`}</span>
        )}
      </Tile>
      <Tile
        label="Costs a month"
        value={
          <>
            <Amount amount={now} currency={currency} /> → <Amount amount={after} currency={currency} />
          </>
        }
      >
        <span>{originWords[priceOrigin]}</span>
        {priceOrigin !== "list_price" && listNow !== null && listAfter !== null && (
          <span>{`at list price ${money(listNow, atList)} → ${money(listAfter, atList)}`}</span>
        )}
      </Tile>
      <Tile label="Risk" value={isBought ? riskOf(card) : `${riskWord(risk)} (${risk} of 4)`}>
        {isBought && <span>paid for the whole term, used or not</span>}
        {worst && <span>{`the highest is ${worst}`}</span>}
        <span>{`${confidenceWords[card.confidence]} confidence`}</span>
        {card.memoryMeasured === false && <span className="text-warn">memory not measured</span>}
      </Tile>
      <Tile label="Effort" value={effortWords[effort]}>
        <span>{restart ? "needs a restart" : "no restart needed"}</span>
      </Tile>
    </Tiles>
  );
}
