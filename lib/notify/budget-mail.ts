import type { AlertEvidence } from "../alerts/evidence";
import { estimateText, moneyText, percentText, shortMoneyText } from "../budgets/money-text";
import { dayName } from "../budgets/period-name";
import { Money } from "../focus/money";
import type { Day } from "../focus/period";
import { conditionSentence } from "../query/condition-sentence";
import { metricLabels } from "../query/names";
import { causeText } from "./cause-text";

export type MailKind = "alert" | "late_charges" | "retraction";

/** What a mail about a budget says, before it is text or HTML. */
export type BudgetMail = {
  kind: MailKind;
  subject: string;
  title: string;
  sentence: string;
  figures: { label: string; value: string; note: string }[];
  drivers: DriverTable | null;
  included: string[];
};

export type DriverTable = {
  title: string;
  rows: { name: string; detail: string; amount: string; share: string }[];
  rest: { name: string; amount: string };
  total: { name: string; amount: string };
};

/** Why an alert was false, as the evaluation wrote it. */
export type Correction = { note: string; reason: string };

/** The words of a mail, from what was known when the alert fired: nothing is asked of the ledger again. */
export function budgetMail(kind: MailKind, evidence: AlertEvidence, correction: Correction | null = null): BudgetMail {
  const { budget, period, drivers } = evidence;
  return {
    kind,
    subject: subjectOf(kind, evidence),
    title: `${budget.name}, ${period.name}`,
    sentence: sentenceOf(kind, evidence, correction),
    figures: figuresOf(evidence),
    drivers: kind === "retraction" || drivers === null ? null : driverTable(evidence, drivers),
    included: includedLines(evidence),
  };
}

/** "[Over 112 %] payments November 2026 budget: $11,240 of $10,000, forecast $14.9K" */
function subjectOf(kind: MailKind, { budget, period, figures, state, threshold }: AlertEvidence): string {
  const { currency } = budget;
  const [spent, amount] = [new Money(figures.actual), new Money(figures.amount)];
  const used = percentText(figures.used);
  const isOver = spent.gt(amount);
  const what = `${budget.name} ${period.name} budget`;
  const numbers = `${estimateText(spent, currency)} of ${estimateText(amount, currency)}`;
  if (kind === "retraction") return `[Retracted] ${what}: ${numbers}`;
  const forecast =
    figures.forecast && !period.ended
      ? `, forecast ${shortMoneyText(new Money(figures.forecast.amount), currency)}`
      : "";
  const label = isOver ? `Over${used ? ` ${used}` : ""}` : calmLabel(state, threshold.kind, used);
  const late = kind === "late_charges" ? "Late charges, " : "";
  return `[${late}${late ? label.toLowerCase() : label}] ${what}: ${numbers}${forecast}`;
}

function calmLabel(
  state: AlertEvidence["state"],
  kind: AlertEvidence["threshold"]["kind"],
  used: string | null,
): string {
  if (state === "at_risk" || kind !== "actual") return "At risk";
  return used === null ? "Spent" : `${used} spent`;
}

function sentenceOf(kind: MailKind, evidence: AlertEvidence, correction: Correction | null): string {
  const { period, reason, budget } = evidence;
  if (kind === "retraction") {
    return `An earlier alert about ${budget.name} does not hold any more. ${correction?.note ?? ""} ${correction?.reason ?? ""}`.trim();
  }
  if (kind === "late_charges") return `Charges for ${period.name} came in after it had ended. ${reason}`;
  return reason;
}

function figuresOf(evidence: AlertEvidence): BudgetMail["figures"] {
  const { budget, figures, period } = evidence;
  const { currency } = budget;
  const money = (amount: string) => moneyText(new Money(amount), currency);
  const { rolledOver, elapsedDays, days } = figures;
  const isRolled = !new Money(rolledOver).isZero();
  const ahead = new Money(figures.aheadOfPace);
  return [
    { label: "Spent", value: money(figures.actual), note: percentText(figures.used) ?? "" },
    { label: "Budget", value: money(figures.amount), note: isRolled ? `${money(rolledOver)} rolled over` : "" },
    {
      label: "Of the period gone",
      value: percentText(new Money(elapsedDays).div(days).toFixed(6)) ?? "",
      note: `${estimateText(ahead.abs(), currency)} ${ahead.isNegative() ? "below" : "above"} an even pace`,
    },
    period.ended ? { label: "Ended at", value: money(figures.actual), note: "" } : forecastFigure(evidence),
    { label: "Ends over budget", value: chance(figures.probability, period.ended), note: "" },
    crossing(figures.crossedOn, figures.expectedCrossing),
  ];
}

function forecastFigure({ budget, figures }: AlertEvidence): BudgetMail["figures"][number] {
  const { forecast, forecastGap } = figures;
  const estimate = (amount: string) => estimateText(new Money(amount), budget.currency);
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

function crossing(crossedOn: Day | null, expected: Day | null): BudgetMail["figures"][number] {
  if (crossedOn) return { label: "Crossed on", value: dayName(crossedOn), note: "" };
  return { label: "Expected to cross", value: expected ? dayName(expected) : "Not in this period", note: "" };
}

const bases = {
  actual: "What makes up the overrun",
  forecast: "What makes up the expected overrun",
  pace: "What runs ahead of an even pace",
} as const;

function driverTable(
  { budget }: AlertEvidence,
  { basis, overrun, drivers, rest }: NonNullable<AlertEvidence["drivers"]>,
) {
  const { currency } = budget;
  const signed = (amount: string) => signedMoney(amount, currency);
  return {
    title: bases[basis],
    rows: drivers.map(({ service, account, amount, share, firstSeen, now, before, causes }) => ({
      name: [service ?? "No service", account].filter(Boolean).join(" in "),
      detail: [
        `${moneyText(new Money(now), currency)} after ${moneyText(new Money(before), currency)}`,
        `first seen ${dayName(firstSeen)}`,
        ...(causes && causes.length > 0 ? [causeText(causes, signed)] : []),
      ].join("; "),
      amount: signed(amount),
      share: percentText(share) ?? "",
    })),
    rest: { name: `Rest (${rest.contributors} more)`, amount: signed(rest.amount) },
    total: { name: basis === "pace" ? "Against an even pace" : "Over the budget", amount: signed(overrun) },
  };
}

function signedMoney(amount: string, currency: string): string {
  const value = new Money(amount);
  return `${value.isPositive() && !value.isZero() ? "+" : ""}${moneyText(value, currency)}`;
}

const switches = { credits: "credits", tax: "tax", refunds: "refunds", support: "support" } as const;

function includedLines({ budget, dataThrough, evaluatedAt }: AlertEvidence): string[] {
  const { metric, includes, currency, where } = budget;
  const names = Object.entries(switches) as [keyof typeof switches, string][];
  const [with_, without] = [true, false].map((is) =>
    names.filter(([key]) => includes[key] === is).map(([, name]) => name),
  );
  const scope = where.length === 0 ? "All charges of the workspace" : where.map(conditionSentence).join(", and ");
  return [
    `${metricLabels[metric]} in ${currency}${with_?.length ? `, with ${list(with_)}` : ""}${without?.length ? `, without ${list(without)}` : ""}.`,
    `${scope}.`,
    `${dataThrough ? `Data through ${dayName(dataThrough)}; ` : ""}evaluated ${dayName(evaluatedAt.slice(0, 10))}, ${evaluatedAt.slice(11, 16)} UTC.`,
  ];
}

const list = (words: string[]) => new Intl.ListFormat("en", { type: "conjunction" }).format(words);
