import type { AlertEvidence, Correction } from "../alerts/evidence";
import { isDriven } from "../budgets/drivers";
import { percentText } from "../budgets/money-text";
import { reasonOf } from "../budgets/reason";
import { Money } from "../focus/money";
import { type DriverTable, driverTable, type Figure, figuresOf, includedLines } from "./budget-mail-figures";
import { houseVoice, spoken, type Voice } from "./voice";

export type MailKind = "alert" | "late_charges" | "retraction" | "escalation" | "eased";

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

export type Told = { correction?: Correction | undefined; voice?: Voice | undefined };

/** Messages that an alert does not hold any more: they say how the budget stands now. */
export const takesBack = (kind: MailKind) => kind === "retraction" || kind === "eased";

/** The words of a mail, from what an evaluation knew: nothing is asked of the ledger again. */
export function budgetMail(
  kind: MailKind,
  known: AlertEvidence,
  { correction, voice = houseVoice }: Told = {},
): BudgetMail {
  const evidence = standing({ ...known, correction });
  const { budget, period, drivers, saving } = evidence;
  const { money } = spoken(voice);
  const isBaseless = correction?.figures === null;
  return {
    kind,
    subject: isBaseless ? subjectWithout(evidence) : subjectOf(kind, evidence, voice),
    title: `${budget.name}, ${period.name}`,
    sentence: sentenceOf(kind, evidence, { correction, voice }),
    figures: isBaseless ? [] : figuresOf(evidence, voice),
    drivers: drivers === null || takesBack(kind) || !isDriven(drivers) ? null : driverTable(evidence, drivers, voice),
    saving:
      saving && !takesBack(kind)
        ? {
            sentence: `The biggest open saving here: ${saving.what}, ${money(new Money(saving.monthly), budget.currency)} a month.`,
            path: saving.path,
          }
        : null,
    included: includedLines(evidence, voice),
  };
}

/** How the budget stood when the message was written: when the alert fired, or when it did not hold any more. */
export function standing(evidence: AlertEvidence & { correction?: Correction | undefined }): AlertEvidence {
  if (!evidence.correction) return evidence;
  const { state, reason, dataThrough, evaluatedAt, figures } = evidence.correction;
  return { ...evidence, state, reason, dataThrough, evaluatedAt, figures: figures ?? evidence.figures };
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
  const forecast =
    figures.forecast && !period.ended ? `, forecast ${short(new Money(figures.forecast.amount), currency)}` : "";
  const taken = takenBack[kind];
  if (taken) return `[${taken}] ${what}: ${numbers}${forecast}`;
  const label = spent.gt(amount) ? `Over${used ? ` ${used}` : ""}` : calmLabel(state, threshold.kind, used);
  const mark = marks[kind] ?? "";
  return `[${mark}${mark ? label.toLowerCase() : label}] ${what}: ${numbers}${forecast}`;
}

const takenBack: Partial<Record<MailKind, string>> = { retraction: "Retracted", eased: "Eased" };

/** There is no amount left to speak of. */
const subjectWithout = ({ budget, period }: AlertEvidence) => `[Retracted] ${budget.name} ${period.name} budget`;

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
  const isBaseless = correction?.figures === null;
  const reason = isBaseless ? correction.reason : reasonIn(evidence, voice);
  if (kind === "retraction") {
    const why = isBaseless ? "" : ", because charges were restated";
    return `An earlier alert about ${budget.name} does not hold any more${why}. ${reason}`;
  }
  if (kind === "eased") return `The outlook for ${budget.name} has eased since the last alert. ${reason}`;
  if (kind === "late_charges") return `Charges for ${period.name} came in after it had ended. ${reason}`;
  if (kind === "escalation") return `Nobody has acknowledged this alert within a day. ${reason}`;
  return reason;
}

/** As the evaluation wrote it, or the same in the reader's numbers and dates. */
function reasonIn({ state, figures, budget, dataThrough, period, reason }: AlertEvidence, { locale }: Voice): string {
  if (locale === null || dataThrough === null) return reason;
  return reasonOf({ state, figures, currency: budget.currency, through: dataThrough, ended: period.ended, locale });
}
