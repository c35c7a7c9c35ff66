import type { PeriodVerdict } from "../budgets/judge";
import { estimateText, moneyText } from "../budgets/money-text";
import { type Threshold, thresholdKey, thresholdNamed } from "../budgets/threshold";
import type { Figures } from "../budgets/verdict";
import { Money } from "../focus/money";
import { byUrgency, isCalm, isCrossed, isReached, limitOf } from "./crossing";

export type AlertState = "open" | "acknowledged" | "snoozed" | "resolved" | "retracted" | "superseded";

/** What is known of an alert of the period before the step. */
export type KnownAlert = {
  id: string;
  threshold: string;
  episode: number;
  state: AlertState;
  /** The crossing does not hold any more. */
  isEnded: boolean;
  calmLoads: number;
  calmVersion: string | null;
  /** The amount of the budget when it fired. */
  amount: string;
};

export type Step = {
  opens: Opening[];
  ends: Ending[];
  calms: { id: string; calmLoads: number }[];
  /** Alerts that a new, more urgent one takes the place of. */
  supersedes: string[];
};

export type Opening = {
  threshold: Threshold;
  episode: number;
  state: "open" | "superseded" | "resolved";
  late: boolean;
  note: string | null;
};

export type Ending = {
  id: string;
  threshold: string;
  state: "resolved" | "retracted" | "superseded";
  note: string;
  /** What is said to who was told of the alert; null where nobody waits for a word. */
  message: "retraction" | "eased" | null;
};

export type Before = {
  alerts: KnownAlert[];
  /** What the period had cost when it was judged last; null when it never was. */
  actual: Money | null;
  /** The period had ended when the budget was set: nobody waits for news of it. */
  isHistory: boolean;
};

type Given = { thresholds: Threshold[]; currency: string; dataVersion: string };

const LOADS_TO_REARM = 2;
/** The note of an alert that nobody is told of. */
export const CROSSED_BEFORE = "Crossed before this budget watched for it.";
const nothing: Step = { opens: [], ends: [], calms: [], supersedes: [] };

/**
 * One period of one budget from one state to the next: which thresholds are crossed anew, which crossings no longer
 * hold. The same verdict twice changes nothing the second time.
 */
export function alertStep(verdict: PeriodVerdict, before: Before, given: Given): Step {
  const { figures, ended, state } = verdict;
  const running = before.alerts.filter(({ isEnded }) => !isEnded);
  if (figures === null) return { ...nothing, ends: running.map((alert) => baseless(alert, verdict)) };
  const ends: Ending[] = [];
  const calms: Step["calms"] = [];
  for (const alert of running) {
    const threshold = thresholdNamed(alert.threshold);
    if (!threshold || isCrossed(threshold, figures, ended)) {
      if (alert.calmLoads > 0) calms.push({ id: alert.id, calmLoads: 0 });
      continue;
    }
    const next = easing(alert, threshold, { figures, ended, ...given });
    if ("calmLoads" in next) calms.push({ id: alert.id, ...next });
    else ends.push({ id: alert.id, threshold: alert.threshold, ...next });
  }
  // What comes is not foretold from data that stopped coming.
  const judged = given.thresholds.filter(({ kind }) => kind === "actual" || state !== "unknown");
  const isRunning = new Set(running.map(({ threshold }) => threshold));
  const crossed = judged
    .filter((each) => isCrossed(each, figures, ended) && !isRunning.has(thresholdKey(each)))
    .sort(byUrgency(new Money(figures.amount)));
  const opens = openings(crossed, figures, { ...before, ended });
  const spoken = opens.find((each) => each.state === "open")?.threshold;
  return { opens, ends, calms, supersedes: spoken ? superseded(running, ends, spoken, figures) : [] };
}

/** There is nothing any more that an alert could stand on: no charges, or no amount. */
function baseless(alert: KnownAlert, { state, reason }: PeriodVerdict): Ending {
  const { id, threshold } = alert;
  if (alert.state === "superseded") return { id, threshold, state: "superseded", note: reason, message: null };
  if (state === "scheduled") return { id, threshold, state: "resolved", note: reason, message: null };
  return { id, threshold, state: "retracted", note: reason, message: "retraction" };
}

type Easing = Omit<Ending, "id" | "threshold"> | { calmLoads: number };
type Now = Given & { figures: Figures; ended: boolean };

/** What happens to an alert whose threshold is not crossed any more. */
function easing(alert: KnownAlert, threshold: Threshold, now: Now): Easing {
  const { figures, ended, currency, dataVersion } = now;
  const ending = (state: "resolved" | "retracted", note: string, message: Ending["message"] = null): Easing => {
    if (alert.state === "superseded") return { state: "superseded", note, message: null };
    return { state, note, message };
  };
  const spent = moneyText(new Money(figures.actual), currency);
  if (threshold.kind === "actual") {
    const limit = moneyText(limitOf(threshold, new Money(figures.amount)), currency);
    const isRaised = isReached(threshold, new Money(figures.actual), new Money(alert.amount));
    if (isRaised) return ending("resolved", `The budget was raised: ${spent} are below ${limit} now.`);
    return ending("retracted", `Charges were restated: ${spent} are spent, below ${limit}.`, "retraction");
  }
  if (ended) return ending("resolved", `The period ended with ${spent} spent.`);
  const calmLoads = calmLoadsOf(alert, isCalm(threshold, figures), dataVersion);
  if (calmLoads < LOADS_TO_REARM) return { calmLoads };
  const expected = figures.forecast ? estimateText(new Money(figures.forecast.amount), currency) : "less";
  // Who has settled it waits for no word.
  const message = alert.state === "resolved" ? null : "eased";
  return ending("resolved", `The outlook has eased: ${expected} are expected by the end.`, message);
}

/** The same data judged again is no second load. */
function calmLoadsOf(alert: KnownAlert, isCalmNow: boolean, dataVersion: string): number {
  if (!isCalmNow) return 0;
  return alert.calmVersion === dataVersion ? alert.calmLoads : alert.calmLoads + 1;
}

/**
 * The most urgent speaks; the others are recorded beside it. What was crossed before is recorded without a word, and what
 * was over before the budget was set not at all.
 */
function openings(crossed: Threshold[], figures: Figures, before: Before & { ended: boolean }): Opening[] {
  if (before.isHistory) return [];
  const wasCrossed = (each: Threshold) =>
    before.ended && before.actual !== null && isReached(each, before.actual, new Money(figures.amount));
  let spoken = false;
  return crossed.map((threshold): Opening => {
    const key = thresholdKey(threshold);
    const episode =
      1 + Math.max(0, ...before.alerts.filter((each) => each.threshold === key).map((each) => each.episode));
    const opening = { threshold, episode, late: before.ended };
    if (wasCrossed(threshold)) {
      return { ...opening, late: false, state: "resolved", note: CROSSED_BEFORE };
    }
    const state = spoken ? "superseded" : "open";
    spoken = true;
    return { ...opening, state, note: null };
  });
}

const active: ReadonlySet<AlertState> = new Set<AlertState>(["open", "acknowledged", "snoozed"]);

function superseded(running: KnownAlert[], ends: Ending[], spoken: Threshold, figures: Figures): string[] {
  const isEnding = new Set(ends.map(({ id }) => id));
  const order = byUrgency(new Money(figures.amount));
  return running.flatMap(({ id, state, threshold }) => {
    const known = thresholdNamed(threshold);
    if (!known || !active.has(state) || isEnding.has(id)) return [];
    return order(known, spoken) > 0 ? [id] : [];
  });
}
