import type { AlertEvidence } from "../alerts/evidence";
import { driverName } from "../budgets/driver-name";
import { isLongKnown, written } from "../budgets/drivers";
import { moneyPlaces, percentText } from "../budgets/money-text";
import { Money } from "../focus/money";
import type { Day } from "../focus/period";
import { conditionSentence } from "../query/condition-sentence";
import { metricLabels } from "../query/names";
import { causeText } from "./cause-text";
import { spoken, type Voice } from "./voice";

export type Figure = { label: string; value: string; note: string };

export type DriverTable = {
  title: string;
  rows: { name: string; detail: string; amount: string; share: string }[];
  rest: { name: string; amount: string };
  total: { name: string; amount: string };
};

export function figuresOf(evidence: AlertEvidence, voice: Voice): Figure[] {
  const { budget, figures, period } = evidence;
  const { currency } = budget;
  const say = spoken(voice);
  const money = (amount: string) => say.money(new Money(amount), currency);
  const { rolledOver, elapsedDays, days } = figures;
  const isRolled = !new Money(rolledOver).isZero();
  const ahead = new Money(figures.aheadOfPace);
  return [
    { label: "Spent", value: money(figures.actual), note: percentText(figures.used) ?? "" },
    { label: "Budget", value: money(figures.amount), note: isRolled ? `${money(rolledOver)} rolled over` : "" },
    {
      label: "Of the period gone",
      value: percentText(new Money(elapsedDays).div(days).toFixed(6)) ?? "",
      note: `${say.estimate(ahead.abs(), currency)} ${ahead.isNegative() ? "below" : "above"} an even pace`,
    },
    period.ended ? { label: "Ended at", value: money(figures.actual), note: "" } : forecastFigure(evidence, voice),
    { label: "Ends over budget", value: chance(figures.probability, period.ended), note: "" },
    crossing(figures.crossedOn, figures.expectedCrossing, voice),
  ];
}

function forecastFigure({ budget, figures }: AlertEvidence, voice: Voice): Figure {
  const { forecast, forecastGap } = figures;
  const estimate = (amount: string) => spoken(voice).estimate(new Money(amount), budget.currency);
  if (!forecast) return { label: "Forecast", value: "Not known", note: forecastGap ?? "" };
  const { amount, low, high } = forecast;
  const range = low && high ? `80 % sure: ${estimate(low)} to ${estimate(high)}` : "";
  return { label: "Forecast", value: estimate(amount), note: range };
}

function chance(probability: string | null, ended: boolean): string {
  if (probability === null) return "Not known";
  const share = Number(probability);
  if (ended) return share > 0 ? "Yes" : "No";
  if (share > 0.99) return "Over 99 %";
  return share < 0.01 ? "Under 1 %" : (percentText(probability) ?? "");
}

function crossing(crossedOn: Day | null, expected: Day | null, voice: Voice): Figure {
  const { day } = spoken(voice);
  if (crossedOn) return { label: "Crossed on", value: day(crossedOn), note: "" };
  return { label: "Expected to cross", value: expected ? day(expected) : "Not in this period", note: "" };
}

const bases = {
  actual: "What makes up the overrun",
  forecast: "What makes up the expected overrun",
  pace: "What runs ahead of an even pace",
} as const;

export function driverTable(
  { budget, period }: AlertEvidence,
  found: NonNullable<AlertEvidence["drivers"]>,
  voice: Voice,
): DriverTable {
  const { currency } = budget;
  const { basis, overrun, drivers, rest } = written(found, moneyPlaces(currency));
  const say = spoken(voice);
  const money = (amount: string) => say.money(new Money(amount), currency);
  const signed = (amount: string) => `${new Money(amount).gt(0) ? "+" : ""}${money(amount)}`;
  return {
    title: bases[basis],
    rows: drivers.map((driver) => ({
      name: driverName(driver),
      detail: [
        `${money(driver.now)} after ${money(driver.before)}`,
        isLongKnown(driver, period.from) ? "there for over five months" : `first seen ${say.day(driver.firstSeen)}`,
        ...(driver.causes && driver.causes.length > 0 ? [causeText(driver.causes, signed)] : []),
      ].join("; "),
      amount: signed(driver.amount),
      share: percentText(driver.share) ?? "",
    })),
    rest: { name: `Rest (${rest.contributors} more)`, amount: signed(rest.amount) },
    total: { name: basis === "pace" ? "Against an even pace" : "Over the budget", amount: signed(overrun) },
  };
}

const switches = { credits: "credits", tax: "tax", refunds: "refunds", support: "support" } as const;

export function includedLines(
  { budget, dataThrough, evaluatedAt, names: called }: AlertEvidence,
  voice: Voice,
): string[] {
  const { day, instant } = spoken(voice);
  const { metric, includes, currency, where } = budget;
  const names = Object.entries(switches) as [keyof typeof switches, string][];
  const [with_, without] = [true, false].map((is) =>
    names.filter(([key]) => includes[key] === is).map(([, name]) => name),
  );
  const scope =
    where.length === 0
      ? "All charges of the workspace"
      : where.map((each) => conditionSentence(each, 5, called)).join(", and ");
  return [
    `${metricLabels[metric]} in ${currency}${with_?.length ? `, with ${list(with_)}` : ""}${without?.length ? `, without ${list(without)}` : ""}.`,
    `${scope}.`,
    `${dataThrough ? `Data through ${day(dataThrough)}; ` : ""}evaluated ${instant(evaluatedAt)}.`,
  ];
}

const list = (words: string[]) => new Intl.ListFormat("en", { type: "conjunction" }).format(words);
