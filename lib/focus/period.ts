/** A half-open span of UTC days: `from` is in, `to` is not. Days are written YYYY-MM-DD. */
export type Period = { from: Day; to: Day };
export type Day = string;

const MILLISECONDS_A_DAY = 86_400_000;

export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

// Judging a thousand budgets counts days millions of times, over and over the same few hundred.
const MOST_REMEMBERED = 50_000;
const numbers = new Map<Day, number>();
const names = new Map<number, Day>();

/** Days since 1970. */
function numberOf(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = startOf(day).getTime() / MILLISECONDS_A_DAY;
  if (Number.isInteger(number) && numbers.size < MOST_REMEMBERED) numbers.set(day, number);
  return number;
}

function dayNumbered(number: number): Day {
  const known = names.get(number);
  if (known !== undefined) return known;
  const day = dayOf(new Date(number * MILLISECONDS_A_DAY));
  if (names.size < MOST_REMEMBERED) names.set(number, day);
  return day;
}

/** Midnight UTC at the start of the day. */
export function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** True for a day that exists in the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = startOf(text);
  return !Number.isNaN(instant.getTime()) && dayOf(instant) === text;
}

export function addDays(day: Day, days: number): Day {
  return dayNumbered(numberOf(day) + days);
}

/** The same day of another month; a day past that month's end becomes its last day. */
export function addMonths(day: Day, months: number): Day {
  const start = startOf(day);
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const length = daysInMonth(dayOf(first));
  return addDays(dayOf(first), Math.min(start.getUTCDate(), length) - 1);
}

export function daysBetween({ from, to }: Period): number {
  return numberOf(to) - numberOf(from);
}

/** The calendar month that the day lies in. */
export function monthOf(day: Day): Period {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addMonths(from, 1) };
}

export function daysInMonth(day: Day): number {
  const start = startOf(day);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The first days of every month that the period touches, in order. */
export function monthsIn({ from, to }: Period): Day[] {
  const months: Day[] = [];
  for (let month = monthOf(from).from; month < to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Every day of the period, in order. */
export function daysIn(period: Period): Day[] {
  return Array.from({ length: daysBetween(period) }, (_, index) => addDays(period.from, index));
}

export function earlierOf(one: Day, other: Day): Day {
  if (other < one) return other;
  return one;
}

export function laterOf(one: Day, other: Day): Day {
  if (other > one) return other;
  return one;
}
