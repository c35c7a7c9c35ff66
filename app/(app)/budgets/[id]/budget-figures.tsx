import { Amount } from "@/components/amount";
import { dayLabel, money, spanLabel, wholeMoney } from "@/components/format";
import { Tile, Tiles } from "@/components/tile";
import type { BudgetSummary, ShownVerdict } from "@/lib/budgets/list";
import { percentText } from "@/lib/budgets/money-text";
import type { Figures } from "@/lib/budgets/verdict";
import { Money } from "@/lib/focus/money";
import { addDays } from "@/lib/focus/period";

/** The figures a verdict is made of. */
export function BudgetFigures({ budget: { currency, verdict } }: { budget: BudgetSummary }) {
  if (!verdict?.figures) return null;
  const { figures, period } = verdict;
  const { actual, amount, used, rolledOver, days, elapsedDays, dailyBurn } = figures;
  return (
    <Tiles>
      <Tile label="Spent" value={<Amount amount={actual} currency={currency} />}>
        <span>
          {`${used === null ? "" : `${percentText(used)} of `}`}
          <Amount amount={amount} currency={currency} />
        </span>
        {Number(rolledOver) !== 0 && <span>{`${money(rolledOver, currency)} of it rolled over`}</span>}
      </Tile>
      <Tile label="Pace" value={paceText(figures, currency)}>
        <span>{`${elapsedDays} of ${days} days, ${spanLabel(period.from, addDays(period.to, -1))}`}</span>
        <span>{`An even pace would be at ${money(figures.expectedByNow, currency)}${paceShare(figures)}`}</span>
      </Tile>
      <Tile label={verdict.ended ? "Ended with" : "Forecast"} value={forecastValue(figures, currency)}>
        <ForecastNote verdict={verdict} figures={figures} currency={currency} />
      </Tile>
      <Tile label={figures.crossedOn ? "Crossed" : "Crosses"} value={crossingText(figures)}>
        {dailyBurn !== null && <span>{`${money(dailyBurn, currency)} a day over the last seven complete ones`}</span>}
        {figures.spentInDays !== null && !figures.crossedOn && (
          <span>{`At that pace it is spent in ${figures.spentInDays} ${figures.spentInDays === 1 ? "day" : "days"}`}</span>
        )}
      </Tile>
    </Tiles>
  );
}

function paceText({ aheadOfPace }: Figures, currency: string): string {
  const ahead = Number(aheadOfPace);
  if (ahead === 0) return "Even";
  return `${wholeMoney(aheadOfPace.replace("-", ""), currency)} ${ahead > 0 ? "ahead" : "behind"}`;
}

/** ", +19 %": how far spend is from an even pace. */
function paceShare({ aheadOfPace, expectedByNow }: Figures): string {
  if (Number(expectedByNow) === 0 || Number(aheadOfPace) === 0) return "";
  const share = percentText(new Money(aheadOfPace).div(expectedByNow).toFixed(6));
  return Number(aheadOfPace) > 0 ? `, +${share}` : `, ${share}`;
}

function forecastValue({ forecast }: Figures, currency: string): string {
  return forecast ? wholeMoney(forecast.amount, currency) : "None yet";
}

function ForecastNote({ verdict, figures, currency }: { verdict: ShownVerdict; figures: Figures; currency: string }) {
  const { forecast, forecastGap, probability } = figures;
  if (verdict.ended) return <span>All days are in.</span>;
  if (!forecast) return <span>{forecastGap}</span>;
  const range =
    forecast.low !== null && forecast.high !== null
      ? `${wholeMoney(forecast.low, currency)} to ${wholeMoney(forecast.high, currency)} in 80 % of such periods`
      : "No range yet: history is too short for one";
  return (
    <>
      <span>{range}</span>
      {probability !== null && verdict.state !== "over" && (
        <span>{`Ends over the budget with a probability of ${percentText(probability)}`}</span>
      )}
    </>
  );
}

function crossingText({ crossedOn, expectedCrossing }: Figures): string {
  if (crossedOn) return dayLabel(crossedOn);
  return expectedCrossing ? dayLabel(expectedCrossing) : "Not expected";
}
