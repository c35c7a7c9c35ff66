import { addDays, addMonths, type Day, daysBetween, type Period, startOf } from "../focus/period";
import type { BudgetCalendar, Every } from "./calendar";

const patterns = { "4-4-5": [4, 4, 5], "4-5-4": [4, 5, 4], "5-4-4": [5, 4, 4] } as const;

/** Everything that decides the periods of a budget. Days are UTC days, so no clock change makes one longer. */
export type Rhythm = { every: Every; calendar: BudgetCalendar; startsOn: Day | null; endsOn: Day | null };

/** The period that the day lies in; a budget with dates of its own has one period, whatever the day. */
export function periodAt({ every, calendar, startsOn, endsOn }: Rhythm, day: Day): Period {
  if (every === "once") return { from: startsOn ?? day, to: endsOn ?? addDays(startsOn ?? day, 1) };
  if (every === "day") return { from: day, to: addDays(day, 1) };
  if (every === "week") return weekOf(calendar.weekStart, day);
  return calendar.kind === "weeks" ? ofWeeks(every, calendar, day) : ofMonths(every, calendar.firstMonth, day);
}

/** Whether it is one of the periods that a budget of this rhythm is about. */
export function hasPeriod(rhythm: Rhythm, { from, to }: Period): boolean {
  const { every, startsOn, endsOn } = rhythm;
  const own = periodAt(rhythm, from);
  if (own.from !== from || own.to !== to) return false;
  return every === "once" || ((startsOn === null || to > startsOn) && (endsOn === null || from < endsOn));
}

const MOST_REMEMBERED = 500;
const remembered = new Map<string, Period[]>();

/** The periods up to that of the day, oldest first; none before the budget starts, and of a single one only that. */
export function periodsUpTo(rhythm: Rhythm, day: Day, most: number): Period[] {
  const { every, calendar, startsOn, endsOn } = rhythm;
  // Most budgets of a workspace have the same rhythm.
  const key = JSON.stringify([every, calendar, startsOn, endsOn, day, most]);
  const known = remembered.get(key) ?? periodsOf(rhythm, day, most);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, known);
  return known;
}

function periodsOf(rhythm: Rhythm, day: Day, most: number): Period[] {
  const last = periodAt(rhythm, day);
  if (rhythm.every === "once") return [last];
  const periods = [last];
  while (periods.length < most) {
    const { from } = periods[0] ?? last;
    const before = periodAt(rhythm, addDays(from, -1));
    if (rhythm.startsOn !== null && before.to <= rhythm.startsOn) break;
    periods.unshift(before);
  }
  return periods;
}

function weekOf(weekStart: number, day: Day): Period {
  const from = addDays(day, -daysInto(weekStart, day));
  return { from, to: addDays(from, 7) };
}

/** How many days of its week lie before the day. */
function daysInto(weekStart: number, day: Day): number {
  return (startOf(day).getUTCDay() - weekStart + 7) % 7;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;
type OfMonths = keyof typeof monthsOf;

function ofMonths(every: OfMonths, firstMonth: number, day: Day): Period {
  const length = monthsOf[every];
  const into = (Number(day.slice(5, 7)) - firstMonth + 12) % length;
  const from = addMonths(`${day.slice(0, 7)}-01`, -into);
  return { from, to: addMonths(from, length) };
}

function ofWeeks(every: OfMonths, calendar: BudgetCalendar, day: Day): Period {
  const year = yearOfWeeks(calendar, day);
  if (every === "year") return year;
  const week = Math.floor(daysBetween({ from: year.from, to: day }) / 7);
  const quarter = Math.min(Math.floor(week / 13), 3);
  const bounds = monthBounds(calendar.pattern, quarter, daysBetween(year) / 7);
  const month = Math.max(
    0,
    bounds.findLastIndex((start) => start <= week),
  );
  const weeks = every === "quarter" ? [bounds[0], bounds[3]] : [bounds[month], bounds[month + 1]];
  const [first = 0, end = 0] = weeks;
  return { from: addDays(year.from, first * 7), to: addDays(year.from, end * 7) };
}

/** The first week of each month of the quarter and of what follows it; a 53rd week belongs to the last month. */
function monthBounds(pattern: BudgetCalendar["pattern"], quarter: number, weeksInYear: number): number[] {
  const [first, second] = patterns[pattern];
  const start = quarter * 13;
  return [start, start + first, start + first + second, quarter === 3 ? weeksInYear : start + 13];
}

function yearOfWeeks(calendar: BudgetCalendar, day: Day): Period {
  const year = Number(day.slice(0, 4));
  const starts = [year - 1, year, year + 1, year + 2].map((each) => firstDay(calendar, each));
  const index = starts.findLastIndex((start) => start <= day);
  return { from: starts[index] ?? day, to: starts[index + 1] ?? day };
}

function firstDay({ firstMonth, weekStart }: BudgetCalendar, year: number): Day {
  const first = `${year}-${String(firstMonth).padStart(2, "0")}-01`;
  const into = daysInto(weekStart, first);
  return addDays(first, into <= 3 ? -into : 7 - into);
}
