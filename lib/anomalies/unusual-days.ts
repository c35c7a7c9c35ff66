import { addDays, addMonths, type Day, daysBetween } from "../focus/period";
import { UsualDays } from "./expectation";
import { median } from "./robust";

/** Cost by day in order, from `first` on; null where the day is not over yet or its charges are not known. */
export type DailyCosts = { first: Day; costs: readonly (number | null)[] };

/** Days in a row that cost much more, or much less, than the days before them let expect; places in the series. */
export type UnusualDays = {
  from: number;
  through: number;
  /** What these days were expected to cost together. */
  expected: number;
  /** It stayed so for a week: from then on this is what is usual. */
  lasting: boolean;
};

/** Finds the unusual days of a series; differences below `least` are too small to tell. */
export type Detector = (series: DailyCosts, least: number) => UnusualDays[];

const LEAST_SHARE = 0.2;
const WEEK = 7;
const OF_DAYS = 8;
const LONGEST_PAUSE = 3;
const MEMORY = 70;
const OFTEN = 2;

/**
 * Each day is judged by the usual days before it, see `UsualDays`, and is unusual where it also differs by `least` and
 * by a fifth of what was expected. Unusual days teach nothing until they were so for a week: then they are what is usual,
 * which is told once. What comes back on the same day of another month is a fee, and what came twice in the weeks before
 * is a job that runs now and then: neither is unusual.
 */
export const unusualDays: Detector = ({ first, costs }, least) => {
  const known = costs.map((cost) => (cost !== null && Number.isFinite(cost) ? cost : null));
  const days = judged(known, least);
  return stretchesOf(
    days.map((day, at) => (day.side !== 0 && isFee(known, first, at, day) ? { ...day, side: 0 } : day)),
  );
};

type Side = -1 | 0 | 1;
type Judgement = { expected: number | null; side: Side; lasting: boolean };
type Costs = (number | null)[];

function judged(costs: Costs, least: number): Judgement[] {
  const middle = median(costs.filter((cost) => cost !== null && cost > 0) as number[]);
  const usual = new UsualDays((middle || 1) / 100);
  const days: Judgement[] = [];
  costs.forEach((cost, at) => {
    if (cost === null) {
      days.push({ expected: null, side: 0, lasting: false });
      return;
    }
    const found = usual.expected(at);
    const expected = found?.expected ?? null;
    const isTold =
      found !== null &&
      isMaterial(cost, found.expected, least) &&
      found.isBeyond(cost) &&
      !cameOften({ costs, days }, at, found.expected);
    days.push({ expected, side: isTold ? (Math.sign(cost - found.expected) as Side) : 0, lasting: false });
    if (isTold) settle(costs, days, usual);
    else usual.learn(at, cost);
  });
  return days;
}

function isMaterial(cost: number, expected: number, least: number): boolean {
  return Math.abs(cost - expected) >= Math.max(least, LEAST_SHARE * Math.abs(expected));
}

/** Days in the weeks before were at least half as far from what was expected of them, on the same side. */
function cameOften({ costs, days }: { costs: Costs; days: Judgement[] }, at: number, expected: number): boolean {
  const differs = (costs[at] ?? 0) - expected;
  const isAsFar = (each: number) => {
    const usual = days[each]?.expected ?? null;
    return (usual === null ? standingOut(costs, each) : (costs[each] ?? usual) - usual) / differs >= 1 / 2;
  };
  let times = 0;
  for (let each = Math.max(0, at - MEMORY); each < at - WEEK; each += 1) {
    if (isAsFar(each) && !isAsFar(each - 1)) times += 1;
  }
  return times >= OFTEN;
}

/** Takes the last days for the new level where seven of eight were beyond the old one on the same side. */
function settle(costs: Costs, days: Judgement[], usual: UsualDays): void {
  const recent: number[] = [];
  for (let at = days.length - 1; at >= 0 && recent.length < OF_DAYS; at -= 1) if (costs[at] !== null) recent.push(at);
  const beyond = recent.filter((at) => days[at]?.side === days.at(-1)?.side && !days[at]?.lasting).reverse();
  const [from = 0] = beyond;
  if (beyond.length < WEEK) return;
  usual.levelFrom(from);
  for (const at of beyond) {
    usual.learn(at, costs[at] ?? 0);
    const day = days[at];
    if (day) day.lasting = true;
  }
}

/** The same day of the month before or after stood out from the days around it at least half as far. */
function isFee(costs: Costs, first: Day, at: number, { expected }: Judgement): boolean {
  const day = addDays(first, at);
  const differs = (costs[at] ?? 0) - (expected ?? 0);
  return [-1, 1].some((months) => {
    const other = daysBetween({ from: first, to: addMonths(day, months) });
    return standingOut(costs, other) / differs >= 1 / 2;
  });
}

/** How far a day is from the days around it; zero where nothing is known. */
function standingOut(costs: Costs, at: number): number {
  const cost = costs[at];
  if (cost === null || cost === undefined) return 0;
  return cost - median(costs.slice(Math.max(0, at - 3), at + 4).filter((each) => each !== null));
}

/** Unusual days of one side with at most a short pause between them, as one. */
function stretchesOf(days: Judgement[]): UnusualDays[] {
  const stretches: (UnusualDays & { side: Side })[] = [];
  days.forEach(({ side, lasting }, at) => {
    if (side === 0) return;
    const last = stretches.at(-1);
    if (last?.side === side && last.lasting === lasting && at - last.through <= LONGEST_PAUSE) last.through = at;
    else stretches.push({ from: at, through: at, expected: 0, lasting, side });
  });
  return stretches.map(({ from, through, lasting }) => {
    const expected = days.slice(from, through + 1).reduce((sum, day) => sum + (day.expected ?? 0), 0);
    return { from, through, expected, lasting };
  });
}
