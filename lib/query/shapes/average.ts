import { Money, plain } from "../../focus/money";
import { daysBetween } from "../../focus/period";
import type { Stack } from "../stack";

const DIGITS = 10;

/** The same stack per day: months of 28 and of 31 days, and weeks that the period cuts, become comparable. */
export function averageStack(stack: Stack): Stack {
  const days = stack.buckets.map((bucket) => daysBetween(bucket.days));
  const each = (amounts: (string | null)[]) =>
    amounts.map((amount, index) => amount && perDay(amount, days[index] ?? 1));
  const reported = days.reduce((sum, count, index) => (stack.totals[index] === null ? sum : sum + count), 0);
  const whole = (amount: string) => perDay(amount, reported || 1);
  const series = stack.series.map((one) => ({
    ...one,
    total: whole(one.total),
    amounts: each(one.amounts),
    members: one.members.map((member) => ({ ...member, total: whole(member.total) })),
  }));
  const totals = each(stack.totals);
  const points = stack.buckets.map((_, index) => series.map(({ amounts }) => pixels(amounts[index])));
  return { ...stack, series, totals, total: whole(stack.total), points };
}

export function perDay(amount: string, days: number): string {
  return plain(new Money(amount).div(days).toDecimalPlaces(DIGITS));
}

function pixels(amount: string | null | undefined): number | null {
  return amount === null || amount === undefined ? null : Number(amount);
}
