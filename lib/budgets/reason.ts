import { Money } from "../focus/money";
import { addDays, type Day } from "../focus/period";
import { estimateText, moneyText, percentText } from "./money-text";
import { dayName } from "./period-name";
import { type Figures, riskOf, type VerdictState } from "./verdict";

type Said = {
  state: VerdictState;
  figures: Figures;
  currency: string;
  through: Day;
  ended: boolean;
  locale?: string | undefined;
};

/** Why a budget is in its state, in one sentence that stands by itself. */
export function reasonOf({ state, figures, currency, through, ended, locale }: Said): string {
  const money = (amount: Money) => moneyText(amount, currency, locale);
  const estimate = (amount: string) => estimateText(new Money(amount), currency, locale);
  const spent = spentText(figures, money, ended);
  if (state === "over") return `${spent}: ${money(overBy(figures))} over.`;
  if (state === "unknown") {
    return `Charges are in until ${dayName(through, locale)} only, so it is not known what was spent since. ${spent} until then.`;
  }
  if (state === "at_risk") return `${spent}; ${riskText(figures, { estimate, through, locale })}.`;
  if (ended) return `${spent}.`;
  if (figures.forecast) {
    return `${spent}; ${estimate(figures.forecast.amount)} are expected by the end.`;
  }
  return `${spent}. There is no forecast yet: ${figures.forecastGap}`;
}

function overBy({ actual, amount }: Figures): Money {
  return new Money(actual).minus(amount);
}

function spentText(
  { actual, amount, used, days, elapsedDays }: Figures,
  money: (amount: Money) => string,
  ended: boolean,
) {
  const share = percentText(used);
  const spent = `Spent ${money(new Money(actual))} of ${money(new Money(amount))}`;
  const when = ended ? "" : ` after ${elapsedDays} of ${days} days`;
  return `${spent}${share === null ? "" : ` (${share})`}${when}`;
}

type Ahead = { estimate: (amount: string) => string; through: Day; locale: string | undefined };

function riskText(figures: Figures, { estimate, through, locale }: Ahead): string {
  const { forecast, expectedCrossing, spentInDays, probability } = figures;
  switch (riskOf(figures)) {
    case "forecast": {
      const expected = estimate(forecast?.amount ?? "0");
      const when = expectedCrossing ? ` and it is crossed on ${dayName(expectedCrossing, locale)}` : "";
      return `${expected} are expected by the end${when}`;
    }
    case "run_rate": {
      const day = dayName(addDays(through, Math.max(1, spentInDays ?? 1)), locale);
      return `at the pace of the last seven days it is spent on ${day}`;
    }
    default:
      return `it ends over the budget with a probability of ${percentText(probability)}`;
  }
}
