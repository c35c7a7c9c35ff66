import type { AlertEvidence } from "../alerts/evidence";
import { percentText } from "../budgets/money-text";
import { reasonOf } from "../budgets/reason";
import { Money } from "../focus/money";
import { type DriverTable, driverTable, type Figure, figuresOf, includedLines } from "./budget-mail-figures";
import { houseVoice, spoken, type Voice } from "./voice";

export type MailKind = "alert" | "late_charges" | "retraction" | "escalation";

/** What a mail about a budget says, before it is text or HTML. */
export type BudgetMail = {
  kind: MailKind;
  subject: string;
  title: string;
  sentence: string;
  figures: Figure[];
  drivers: DriverTable | null;
  saving: { sentence: string; path: string } | null;
  included: string[];
};

/** Why an alert was false, as the evaluation wrote it. */
export type Correction = { note: string; reason: string };

export type Told = { correction?: Correction | undefined; voice?: Voice | undefined };

/** The words of a mail, from what was known when the alert fired: nothing is asked of the ledger again. */
export function budgetMail(
  kind: MailKind,
  evidence: AlertEvidence,
  { correction, voice = houseVoice }: Told = {},
): BudgetMail {
  const { budget, period, drivers, saving } = evidence;
  const { money } = spoken(voice);
  return {
    kind,
    subject: subjectOf(kind, evidence, voice),
    title: `${budget.name}, ${period.name}`,
    sentence: sentenceOf(kind, evidence, { correction, voice }),
    figures: figuresOf(evidence, voice),
    drivers: drivers === null || !explains(kind, drivers) ? null : driverTable(evidence, drivers, voice),
    saving:
      saving && kind !== "retraction"
        ? {
            sentence: `The biggest open saving here: ${saving.what}, ${money(new Money(saving.monthly), budget.currency)} a month.`,
            path: saving.path,
          }
        : null,
    included: includedLines(evidence, voice),
  };
}

/** A budget that is below an even pace has nothing that drives it. */
function explains(kind: MailKind, { drivers, overrun }: NonNullable<AlertEvidence["drivers"]>): boolean {
  return kind !== "retraction" && (drivers.length > 0 || new Money(overrun).gt(0));
}

const marks: Partial<Record<MailKind, string>> = { late_charges: "Late charges, ", escalation: "Escalated, " };

/** "[Over 112 %] payments November 2026 budget: $11,240 of $10,000, forecast $14.9K" */
function subjectOf(kind: MailKind, { budget, period, figures, state, threshold }: AlertEvidence, voice: Voice): string {
  const { currency } = budget;
  const { estimate, short } = spoken(voice);
  const [spent, amount] = [new Money(figures.actual), new Money(figures.amount)];
  const used = percentText(figures.used);
  const what = `${budget.name} ${period.name} budget`;
  const numbers = `${estimate(spent, currency)} of ${estimate(amount, currency)}`;
  if (kind === "retraction") return `[Retracted] ${what}: ${numbers}`;
  const forecast =
    figures.forecast && !period.ended ? `, forecast ${short(new Money(figures.forecast.amount), currency)}` : "";
  const label = spent.gt(amount) ? `Over${used ? ` ${used}` : ""}` : calmLabel(state, threshold.kind, used);
  const mark = marks[kind] ?? "";
  return `[${mark}${mark ? label.toLowerCase() : label}] ${what}: ${numbers}${forecast}`;
}

function calmLabel(
  state: AlertEvidence["state"],
  kind: AlertEvidence["threshold"]["kind"],
  used: string | null,
): string {
  if (state === "at_risk" || kind !== "actual") return "At risk";
  return used === null ? "Spent" : `${used} spent`;
}

function sentenceOf(kind: MailKind, evidence: AlertEvidence, { correction, voice = houseVoice }: Told): string {
  const { period, budget } = evidence;
  if (kind === "retraction") {
    return `An earlier alert about ${budget.name} does not hold any more. ${correction?.note ?? ""} ${correction?.reason ?? ""}`.trim();
  }
  const reason = reasonIn(evidence, voice);
  if (kind === "late_charges") return `Charges for ${period.name} came in after it had ended. ${reason}`;
  if (kind === "escalation") return `Nobody has acknowledged this alert within a day. ${reason}`;
  return reason;
}

/** As the evaluation wrote it, or the same in the reader's numbers and dates. */
function reasonIn({ state, figures, budget, dataThrough, period, reason }: AlertEvidence, { locale }: Voice): string {
  if (locale === null || dataThrough === null) return reason;
  return reasonOf({ state, figures, currency: budget.currency, through: dataThrough, ended: period.ended, locale });
}
