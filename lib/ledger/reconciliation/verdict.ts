import { type Money, plain, sumOf } from "../../focus/money";
import { addDays, type Day, dayOf, earlierOf } from "../../focus/period";
import { listed } from "../import-refusal";
import type { Counted } from "./counted";
import type { Evidence, Split } from "./evidence";

/**
 * How a month stands: `matched` to the cent, `explained` or `unexplained` differences, charges that are `late` or a
 * period that is `missing`, a month that is still `open`, or nothing to compare with.
 */
export const monthStates = ["unexplained", "missing", "late", "explained", "open", "uncompared", "matched"] as const;
export type MonthState = (typeof monthStates)[number];

export type Verdict = {
  state: MonthState;
  /** Ours less the control total (without one: less the file's sum); null when there is nothing to compare with. */
  difference: string | null;
  /** Sentences, the most important first. */
  reasons: string[];
};

const CENT = "0.01";
/** A provider goes on adding to the last days; those before must agree even while the month is open. */
const UNSETTLED_DAYS = 3;
/** What late usage and estimates move in the settled days of an open month. */
const OPEN_SHARE = "0.01";

/** What differs less than a cent agrees. */
export function differs(one: string, other: string): boolean {
  return sumOf([one]).minus(other).abs().gte(CENT);
}

/** True when only evidence can tell how it stands. */
export function needsEvidence({ ours, control }: Counted): boolean {
  return control !== null && differs(ours, control.amount);
}

export function verdictOf(counted: Counted, evidence: Evidence | undefined, today: Day): Verdict {
  const { ours, control } = counted;
  const whole = unlikeImported(counted);
  if (whole) return whole;
  if (!control) return uncontrolled(counted, today);
  const difference = differenceOf(ours, control.amount);
  if (!differs(ours, control.amount)) {
    const state = isOpen(counted, today) ? "open" : "matched";
    return { state, difference, reasons: state === "open" ? [openReason(counted)] : [] };
  }
  return { difference, ...whyDifferent(counted, evidence, today) };
}

/** No control total can make good what the ledger itself has lost or gained since the import. */
function unlikeImported({ ours, file, stored, currency }: Counted): Verdict | null {
  const imported = file ?? stored;
  if (imported === null || sumOf([ours]).equals(imported)) return null;
  const difference = differenceOf(ours, imported);
  const amount = `${plain(sumOf([difference]).abs())} ${currency} ${sumOf([difference]).isNegative() ? "less" : "more"}`;
  const than = file === null ? "was imported" : "the file holds";
  const reason = `The ledger holds ${amount} than ${than}: rebuild the month from the archive, or remove its source and import it again.`;
  return { state: "unexplained", difference, reasons: [reason] };
}

function uncontrolled(counted: Counted, today: Day): Verdict {
  const { file, members, ours, isDoubled, confirmed } = counted;
  if (isDoubled && !confirmed) {
    const reason =
      "Each of its charges is in it twice, alike in every column: a file came twice, or was written twice.";
    return { state: "unexplained", difference: plain(sumOf([ours]).div(2)), reasons: [reason] };
  }
  if (isOpen(counted, today))
    return { state: "open", difference: null, reasons: [openReason(counted), ...pairsReason(counted)] };
  const stated = members.length > 0 ? `a total is stated for ${listed(members)} alone` : "its provider states no total";
  const reason = file === null ? "No total is stated for it." : `Equal to the file; ${stated}.`;
  return { state: "uncompared", difference: null, reasons: [reason, ...pairsReason(counted), ...endReason(counted)] };
}

function pairsReason({ isDoubled, confirmed }: Counted): string[] {
  if (!isDoubled || !confirmed) return [];
  return [`Each of its charges is in it twice; ${confirmed.by} said on ${dayText(confirmed.on)} that this is right.`];
}

/** No proof that something is missing, but what a reader of an uncompared month would look at first. */
function endReason({ lastDay, periodEnd }: Counted): string[] {
  if (lastDay === null || lastDay >= addDays(periodEnd, -1 - UNSETTLED_DAYS)) return [];
  return [`Its charges end on ${dayText(lastDay)}.`];
}

function isOpen({ periodEnd, isFinal, control }: Counted, today: Day): boolean {
  if (isFinal) return false;
  return periodEnd > today || control?.isEstimated === true;
}

function openReason({ periodEnd, control }: Counted): string {
  const until = addDays(periodEnd, -1);
  return control?.isEstimated && control.through !== null && control.through >= until
    ? "The provider still calls these amounts estimated."
    : `The month runs until ${dayText(until)}.`;
}

type Why = { state: MonthState; reasons: string[] };

function whyDifferent(counted: Counted, evidence: Evidence | undefined, today: Day): Why {
  if (!evidence) return { state: "unexplained", reasons: ["Nothing explains it."] };
  const open = isOpen(counted, today) ? openWhy(counted, evidence) : null;
  if (open) return open;
  const explained = explanations.flatMap((explanation) => explanation(counted, evidence) ?? []);
  const [first] = explained;
  if (first) return { state: "explained", reasons: explained };
  const late = lateWhy(counted, evidence);
  return late ?? { state: "unexplained", reasons: unexplainedReasons(counted, evidence) };
}

/** Equal, as far as both are complete: an open month is no reason to worry. */
function openWhy(counted: Counted, evidence: Evidence): Why | null {
  const reach = [counted.lastDay, counted.control?.through, dayOf(counted.importedAt)].flatMap((day) => day ?? []);
  const settled = addDays(reach.reduce(earlierOf), -UNSETTLED_DAYS);
  const days = evidence.days.filter(({ name }) => name <= settled);
  const [ours, stated] = sides(days);
  const isNear = ours.minus(stated).abs().lte(stated.abs().times(OPEN_SHARE).plus(CENT));
  return isNear ? { state: "open", reasons: [openReason(counted)] } : null;
}

type Explanation = (counted: Counted, evidence: Evidence) => string | null;

const explanations: Explanation[] = [restated, kindOnly, marketplace, rounded];

/** The provider has changed its mind since the file was written. */
function restated({ ours, control, currency, importedAt }: Counted, { earlier }: Evidence): string | null {
  const before = earlier.find(({ amount }) => !differs(ours, amount));
  if (!before || !control || control.readAt <= importedAt) return null;
  const change = money(plain(sumOf([control.amount]).minus(before.amount)), currency, true);
  return `${control.source} restated the month by ${change} on ${dayText(dayOf(control.readAt))}; the file is from before.`;
}

const explaining: Record<string, string> = {
  tax: "tax",
  credit: "credits",
  "adjustments and refunds": "adjustments and refunds",
};

/** All of the difference lies in kinds of charges that one of the two leaves out. */
function kindOnly({ ours, control, currency }: Counted, { kinds }: Evidence): string | null {
  if (!control || kinds.every(({ stated }) => stated === null)) return null;
  const absent = kinds
    .filter(({ name }) => explaining[name])
    .map((kind) => ({ ...kind, stated: kind.stated ?? "0" }))
    .filter((kind) => isZero(kind.ours) !== isZero(kind.stated));
  const wanted = differenceOf(ours, control.amount);
  const found = subsetsOf(absent).find((some) => !differs(wanted, plain(sumOf(some.map(deltaOf)))));
  if (!found) return null;
  const parts = found.map((kind) => {
    const amount = money(isZero(kind.ours) ? kind.stated : kind.ours, currency);
    return `Only the ${isZero(kind.ours) ? "control total" : "file"} has ${explaining[kind.name]} of ${amount}.`;
  });
  return parts.join(" ");
}

const deltaOf = (kind: { ours: string; stated: string }) => differenceOf(kind.ours, kind.stated);

/** All that are not empty, the smallest first. */
function subsetsOf<Item>(items: Item[]): Item[][] {
  let all: Item[][] = [[]];
  for (const item of items) all = all.concat(all.map((set) => [...set, item]));
  return all.filter((set) => set.length > 0).sort((one, other) => one.length - other.length);
}

function marketplace({ ours, control, currency }: Counted, { marketplace: effective }: Evidence): string | null {
  if (!control || isZero(effective)) return null;
  if (differs(plain(sumOf([ours]).plus(effective)), control.amount)) return null;
  return `Marketplace charges of ${money(effective, currency)} are invoiced by their sellers: billed at 0 in the file.`;
}

/** Each day states a rounded amount, so the month may differ by half a cent a day. */
function rounded({ ours, control }: Counted, { days }: Evidence): string | null {
  const stated = days.filter((day) => day.stated !== null);
  const most = sumOf([CENT]).times(stated.length).div(2);
  if (!control || sumOf([ours]).minus(control.amount).abs().gt(most)) return null;
  const isRounded = stated.every(({ stated: amount }) => sumOf([amount ?? "0"]).decimalPlaces() <= 2);
  return isRounded ? "The control total adds up days that are rounded to the cent." : null;
}

/** Equal up to the last day that the file reaches, and nothing after it. */
function lateWhy({ lastDay, control }: Counted, { days }: Evidence): Why | null {
  if (!lastDay || !control?.through || control.through <= lastDay) return null;
  const [ours, stated] = sides(days.filter(({ name }) => name < lastDay));
  if (ours.minus(stated).abs().gte(CENT)) return null;
  return {
    state: "late",
    reasons: [`The file ends on ${dayText(lastDay)}, the control total on ${dayText(control.through)}.`],
  };
}

function unexplainedReasons({ ours, control, currency }: Counted, { days }: Evidence): string[] {
  const wrong = days.filter(({ ours: own, stated }) => stated !== null && differs(own, stated));
  const [first] = wrong;
  const isMore = sumOf([ours]).gt(control?.amount ?? "0");
  const doubled = wrong.filter(
    ({ ours: own, stated }) => !isZero(stated ?? "0") && !differs(own, twice(stated ?? "0")),
  );
  const missing = wrong.filter(({ ours: own }) => isZero(own));
  if (doubled.length > 0 && doubled.length === wrong.length) {
    return [`${daysText(doubled)} ${doubled.length === 1 ? "is" : "are"} in it exactly twice: a file came twice.`];
  }
  if (missing.length > 0 && missing.length === wrong.length) {
    return [`${daysText(missing)} ${missing.length === 1 ? "is" : "are"} missing altogether: a file is missing.`];
  }
  if (!first) return ["No single day differs, yet the month does."];
  const part = isMore ? "more than is stated: charges came twice" : "less than is stated: charges are missing";
  const amount = money(
    plain(
      sumOf([ours])
        .minus(control?.amount ?? "0")
        .abs(),
    ),
    currency,
  );
  return [`${amount} ${part}, on ${daysText(wrong)}.`];
}

const twice = (amount: string) => plain(sumOf([amount]).times(2));
const isZero = (amount: string) => !differs(amount, "0");

function daysText(days: Split[]): string {
  const names = days.map(({ name }) => name);
  if (names.length < 3) return names.map(dayText).join(" and ");
  return `${names.length} days from ${dayText(names.at(0) ?? "")} to ${dayText(names.at(-1) ?? "")}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "9 Nov 2026" */
function dayText(day: Day): string {
  return `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

function sides(days: Split[]): [ours: Money, stated: Money] {
  return [sumOf(days.map(({ ours }) => ours)), sumOf(days.map(({ stated }) => stated ?? "0"))];
}

function differenceOf(one: string, other: string): string {
  return plain(sumOf([one]).minus(other));
}

/** "1,234.56 USD": sentences are read in logs and terminals too. */
function money(amount: string, currency: string, isSigned = false): string {
  const value = sumOf([amount]).toDecimalPlaces(2);
  const [whole = "0", cents = "00"] = value.abs().toFixed(2).split(".");
  const sign = value.isNegative() && !value.isZero() ? "-" : isSigned ? "+" : "";
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${cents} ${currency}`;
}
