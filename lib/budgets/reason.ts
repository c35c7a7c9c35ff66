import { Money } from "../focus/money";
import { addDays, type Day } from "../focus/period";
import { estimateText, moneyText, percentText } from "./money-text";
import { dayName } from "./period-name";
import { type Figures, riskOf, type VerdictState } from "./verdict";

type Said = { state: VerdictState; figures: Figures; currency: string; through: Day; ended: boolean };

/** Why a budget is in its state, in one sentence that stands by itself. */
export function reasonOf({ state, figures, currency, through, ended }: Said): string {
  const spent = spentText(figures, currency, ended);
  if (state === "over") return `${spent}: ${moneyText(overBy(figures), currency)} over.`;
  if (state === "unknown") {
    return `Charges are in until ${dayName(through)} only, so it is not known what was spent since. ${spent} until then.`;
  }
  if (state === "at_risk") return `${spent}; ${riskText(figures, currency, through)}.`;
  if (ended) return `${spent}.`;
  if (figures.forecast) {
    return `${spent}; ${estimateText(new Money(figures.forecast.amount), currency)} are expected by the end.`;
  }
  return `${spent}. There is no forecast yet: ${figures.forecastGap}`;
}

function overBy({ actual, amount }: Figures): Money {
  return new Money(actual).minus(amount);
}

function spentText({ actual, amount, used, days, elapsedDays }: Figures, currency: string, ended: boolean): string {
  const share = percentText(used);
  const spent = `Spent ${moneyText(new Money(actual), currency)} of ${moneyText(new Money(amount), currency)}`;
  const when = ended ? "" : ` after ${elapsedDays} of ${days} days`;
  return `${spent}${share === null ? "" : ` (${share})`}${when}`;
}

function riskText(figures: Figures, currency: string, through: Day): string {
  const { forecast, expectedCrossing, spentInDays, probability } = figures;
  switch (riskOf(figures)) {
    case "forecast": {
      const expected = estimateText(new Money(forecast?.amount ?? 0), currency);
      const when = expectedCrossing ? ` and it is crossed on ${dayName(expectedCrossing)}` : "";
      return `${expected} are expected by the end${when}`;
    }
    case "run_rate": {
      const day = dayName(addDays(through, Math.max(1, spentInDays ?? 1)));
      return `at the pace of the last seven days it is spent on ${day}`;
    }
    default:
      return `it ends over the budget with a probability of ${percentText(probability)}`;
  }
}
