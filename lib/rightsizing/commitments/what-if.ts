import type { PaymentOption } from "../../sources/advice";

export type Term = 1 | 3;
const terms: readonly Term[] = [1, 3];
const payments: readonly PaymentOption[] = ["no upfront", "partial upfront", "all upfront"];

/** Shares off the on-demand price, by term and payment. */
export type Discounts = Record<Term, Record<PaymentOption, number>>;

/** What covered usage would cost on demand, for each hour or day of the look-back. */
export type OnDemandUse = { hours: number; points: number[] };

export type Scenario = {
  /** Of today's usage. */
  usage: number;
  /** A month; below zero it is a loss. */
  saving: number;
  utilisation: number;
  coverage: number;
};

export type Purchase = {
  term: Term;
  payment: PaymentOption;
  discount: number;
  /** What is promised an hour, in the money that the commitment costs. */
  hourlyCommitment: number;
  upfront: number;
  monthlyFee: number;
  onDemandMonthly: number;
  /** As usage was; with a fifth and with two fifths less. */
  scenarios: [Scenario, Scenario, Scenario];
  /** Months until what was paid first has come back; null where it never does. */
  breakEvenMonths: number | null;
  /** Share of today's usage at which it costs as much as no commitment. */
  breakEvenUsage: number | null;
};

const MONTH_HOURS = 720;
const FALLS = [1, 0.8, 0.6] as const;
/** Half of it is paid first. */
const PARTIAL = 0.5;

/**
 * What each purchase would have saved. Its size is the one that saves most if usage falls by a fifth: of a commitment
 * c, in money of on-demand use, an hour with use u saves min(u, c) - c × (1 - discount), which is largest where the
 * share of hours below c equals the discount.
 */
export function purchases(use: OnDemandUse, discounts: Discounts): Purchase[] {
  return terms.flatMap((term) =>
    payments.map((payment) => purchase(use, { term, payment, discount: discounts[term][payment] })),
  );
}

type Offer = { term: Term; payment: PaymentOption; discount: number };

export function purchase({ hours, points }: OnDemandUse, { term, payment, discount }: Offer): Purchase {
  const sound = points.filter((value) => Number.isFinite(value)).map((value) => Math.max(0, value) / hours);
  const sorted = [...sound].sort((one, other) => one - other);
  const covered = quantile(sorted, discount) * FALLS[1];
  const hourlyCommitment = covered * (1 - discount);
  const whole = hourlyCommitment * MONTH_HOURS * 12 * term;
  const upfront = payment === "no upfront" ? 0 : whole * (payment === "all upfront" ? 1 : PARTIAL);
  const scenario = (usage: number) => scenarioOf(sound, { covered, discount, usage });
  const [today, lessByFifth, lessByTwo] = FALLS.map(scenario) as [Scenario, Scenario, Scenario];
  const monthlyFee = (whole - upfront) / (12 * term);
  return {
    term,
    payment,
    discount,
    hourlyCommitment,
    upfront,
    monthlyFee,
    onDemandMonthly: mean(sound) * MONTH_HOURS,
    scenarios: [today, lessByFifth, lessByTwo],
    breakEvenMonths: breakEvenMonths(today, { upfront, spread: upfront / (12 * term), months: 12 * term }),
    breakEvenUsage: breakEvenUsage(sound, { covered, discount }),
  };
}

/** The value that so many of the sorted ones lie below; of none, nothing. */
function quantile(sorted: number[], share: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)));
  return sorted[place] ?? 0;
}

const mean = (values: number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

type Sized = { covered: number; discount: number };

function scenarioOf(points: number[], { covered, discount, usage }: Sized & { usage: number }): Scenario {
  const used = points.map((value) => value * usage);
  const met = mean(used.map((value) => Math.min(value, covered)));
  const total = mean(used);
  return {
    usage,
    saving: (met - covered * (1 - discount)) * MONTH_HOURS,
    utilisation: covered > 0 ? met / covered : 0,
    coverage: total > 0 ? met / total : 0,
  };
}

type Paid = { upfront: number; spread: number; months: number };

/** Before it is spread, what is paid first comes back by what each month costs less than on demand. */
function breakEvenMonths({ saving }: Scenario, { upfront, spread, months }: Paid): number | null {
  const back = saving + spread;
  if (back <= 0) return null;
  const needed = upfront / back;
  return needed <= months ? needed : null;
}

function breakEvenUsage(points: number[], sized: Sized): number | null {
  const at = (usage: number) => scenarioOf(points, { ...sized, usage }).saving;
  if (sized.covered === 0 || at(1) <= 0) return null;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (at(middle) > 0) high = middle;
    else low = middle;
  }
  return high;
}
