import { DomainError } from "../errors";
import type { BudgetAmount } from "./amount";

const NUMBER = String.raw`-?\d[\d.]*`;
const GROWING = new RegExp(`^(${NUMBER}) growing (${NUMBER}) ?% each (period|year) since (\\S+)$`);
const HISTORY = /^history of (\d+) periods?(.*)$/;
const FORECAST = /^forecast(.*)$/;
const MORE = /^ ?([+-]) ?(\d[\d.]*) ?%$/;

/** An amount in one cell; a plan has columns of its own. */
export function amountText(amount: BudgetAmount): string {
  switch (amount.mode) {
    case "fixed":
      return amount.amount;
    case "planned":
      return "";
    case "growing":
      return `${amount.amount} growing ${amount.percent} % each ${amount.each} since ${amount.since}`;
    case "history":
      return `history of ${amount.periods} ${amount.periods === 1 ? "period" : "periods"}${moreText(amount.percent)}`;
    case "forecast":
      return `forecast${moreText(amount.percent)}`;
  }
}

/** What a cell says, to be checked as any other amount is. */
export function amountFrom(text: string): unknown {
  const growing = GROWING.exec(text);
  if (growing) {
    const [, amount, percent, each, since] = growing;
    return { mode: "growing", amount, percent, each, since };
  }
  const history = HISTORY.exec(text);
  if (history) return { mode: "history", periods: Number(history[1]), percent: percentFrom(history[2] ?? "", text) };
  const forecast = FORECAST.exec(text);
  if (forecast) return { mode: "forecast", percent: percentFrom(forecast[1] ?? "", text) };
  return { mode: "fixed", amount: text };
}

function moreText(percent: string): string {
  if (percent === "0") return "";
  return percent.startsWith("-") ? ` - ${percent.slice(1)} %` : ` + ${percent} %`;
}

function percentFrom(more: string, text: string): string {
  if (more === "") return "0";
  const [, sign, percent = ""] = MORE.exec(more) ?? [];
  if (sign === undefined) {
    throw new DomainError(
      "invalid",
      `An amount reads "forecast + 10 %" or "history of 3 periods"; "${text}" does not.`,
    );
  }
  return sign === "-" ? `-${percent}` : percent;
}
