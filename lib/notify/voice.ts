import { estimateText, moneyText, shortMoneyText } from "../budgets/money-text";
import { dayName } from "../budgets/period-name";
import type { Money } from "../focus/money";
import type { Day } from "../focus/period";

/** How numbers, dates and times are written for a reader; the words are English. Without a locale, as everywhere. */
export type Voice = { locale: string | null; timeZone: string };

export const houseVoice: Voice = { locale: null, timeZone: "UTC" };

export function spoken({ locale, timeZone }: Voice) {
  const own = locale ?? undefined;
  return {
    money: (amount: Money, currency: string) => moneyText(amount, currency, own),
    estimate: (amount: Money, currency: string) => estimateText(amount, currency, own),
    short: (amount: Money, currency: string) => shortMoneyText(amount, currency, own),
    day: (day: Day) => dayName(day, own),
    /** "22 Nov 2026, 06:10 UTC" */
    instant: (at: string) =>
      new Intl.DateTimeFormat(locale ?? "en-GB", {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZone,
        timeZoneName: "short",
      }).format(new Date(at)),
  };
}
