import type { AlertEvidence } from "../alerts/evidence";
import { Money } from "../focus/money";
import type { Day } from "../focus/period";
import { startOf } from "../focus/period";
import { budgetChartPng } from "./budget-chart";
import { type MailPicture, pictureIds } from "./budget-mail-html";
import type { Letter } from "./mail-server";
import { spoken, type Voice } from "./voice";

export type BudgetPicture = MailPicture & Pick<Letter, "images">;

/** The chart of a mail, one picture for a light and one for a dark ground, with the sentence for those who do not see it; null where the alert kept no course. */
export function budgetPicture({ budget, period, figures, course }: AlertEvidence, voice: Voice): BudgetPicture | null {
  if (!course || course.spent.length === 0) return null;
  const { short, estimate } = spoken(voice);
  const { currency } = budget;
  const spent = `Spent ${estimate(new Money(figures.actual), currency)}`;
  const limit = `Budget ${short(new Money(figures.amount), currency)}`;
  const { low, high } = figures.forecast ?? {};
  const range = low && high && course.expected.length > 0;
  const expected = range ? `80 % sure: ${short(new Money(low), currency)} to ${short(new Money(high), currency)}` : "";
  const chart = {
    period,
    limit: Number(figures.amount),
    spent: course.spent,
    expected: course.expected,
    short: (amount: number) => short(new Money(amount), currency),
    dayName: (day: Day) => dayAndMonth(day, voice),
    words: { budget: limit, spent, expected },
  };
  const heading = expected ? `, and by the end ${expected}` : "";
  return {
    alt: `Chart: ${spent.toLowerCase()} of ${limit.toLowerCase()}${heading}.`,
    images: [
      { cid: pictureIds.light, name: "spend.png", png: budgetChartPng(chart, "light") },
      { cid: pictureIds.dark, name: "spend-dark.png", png: budgetChartPng(chart, "dark") },
    ],
  };
}

function dayAndMonth(day: Day, { locale }: Voice): string {
  return new Intl.DateTimeFormat(locale ?? "en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    startOf(day),
  );
}
