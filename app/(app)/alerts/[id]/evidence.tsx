import { Amount } from "@/components/amount";
import { dayLabel, money, wholeMoney } from "@/components/format";
import { Tile, Tiles } from "@/components/tile";
import type { AlertReport } from "@/lib/alerts/list";
import { percentText } from "@/lib/budgets/money-text";
import type { Figures } from "@/lib/budgets/verdict";

/** The figures of the moment it fired; the budget may stand elsewhere by now. */
export function Evidence({ alert: { evidence } }: { alert: AlertReport }) {
  const { figures, budget, dataThrough, period } = evidence;
  const { currency } = budget;
  const { actual, amount, used, forecast, probability, dailyBurn, elapsedDays, days } = figures;
  return (
    <Tiles>
      <Tile label="Spent by then" value={<Amount amount={actual} currency={currency} />}>
        <span>{`${used === null ? "" : `${percentText(used)} of `}${money(amount, currency)}`}</span>
      </Tile>
      <Tile label="Days" value={`${elapsedDays} of ${days}`}>
        <span>{period.name}</span>
        {dataThrough && <span>{`Charges were in until ${dayLabel(dataThrough)}`}</span>}
      </Tile>
      <Tile label="Forecast" value={forecast ? wholeMoney(forecast.amount, currency) : "None"}>
        {forecast?.low && forecast.high && !period.ended && (
          <span>{`${wholeMoney(forecast.low, currency)} to ${wholeMoney(forecast.high, currency)} in 80 % of such periods`}</span>
        )}
        {probability !== null && !period.ended && (
          <span>{`Over with a probability of ${percentText(probability)}`}</span>
        )}
      </Tile>
      <Tile label={figures.crossedOn ? "Crossed" : "Crosses"} value={crossing(figures)}>
        {dailyBurn !== null && <span>{`${money(dailyBurn, currency)} a day`}</span>}
      </Tile>
    </Tiles>
  );
}

function crossing({ crossedOn, expectedCrossing }: Figures): string {
  const day = crossedOn ?? expectedCrossing;
  return day ? dayLabel(day) : "Not expected";
}
