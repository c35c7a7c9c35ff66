import { currentLocale } from "#numbers";
import { fiscalName } from "@/lib/query/calendar";
import type { Grain } from "@/lib/query/names";

/**
 * How amounts and dates read on the screen. Amounts arrive as exact decimal strings and are rounded by Intl in
 * decimal, never through a float; only charts and short forms, which round anyway, use numbers. Numbers follow the
 * reader's locale, the words around them are English.
 */
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const fullMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

type Exact = Intl.StringNumericLiteral;

const formats = new Map<string, Intl.NumberFormat>();
function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = currentLocale();
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

/** "$184,120.43" */
export function money(amount: string, currency: string): string {
  return format({ style: "currency", currency }).format(amount as Exact);
}

/** "$122,377": for estimates, which know no cents. */
export function wholeMoney(amount: string, currency: string): string {
  return format({ style: "currency", currency, maximumFractionDigits: 0 }).format(amount as Exact);
}

/** "184,120.43": for columns that name their currency in the head. */
export function amountOnly(amount: string, currency: string): string {
  const { maximumFractionDigits: digits } = format({ style: "currency", currency }).resolvedOptions();
  return format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount as Exact);
}

/** "$184K", "$1.24M": for axes and tiles, with the exact value one hover or focus away. */
export function shortMoney(amount: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = format({ style: "currency", currency }).resolvedOptions();
  if (Math.abs(amount) < 1000) {
    const whole = Number.isInteger(amount) || Math.abs(amount) >= 100;
    const fraction = whole ? 0 : digits;
    return format({
      style: "currency",
      currency,
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
    }).format(amount);
  }
  return format({ style: "currency", currency, notation: "compact", maximumSignificantDigits: 3 }).format(amount);
}

/** "20.52022672899 USD": every digit the ledger holds. */
export function exactMoney(amount: string, currency: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  // Intl stops at 20 decimals, the ledger does not.
  const digits = fraction.replace(/0+$/, "").padEnd(2, "0");
  return `${format({}).format(whole as Exact)}${decimalMark()}${digits} ${currency}`;
}

function decimalMark(): string {
  const parts = format({ minimumFractionDigits: 1 }).formatToParts(0);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** "+$1,240.00", "-$3.10", "$0.00" */
export function signedMoney(amount: string, currency: string): string {
  return format({ style: "currency", currency, signDisplay: "exceptZero" }).format(amount as Exact);
}

/** "+1,240.00": the same for columns that name their currency in the head. */
export function signedAmount(amount: string, currency: string): string {
  const { maximumFractionDigits: digits } = format({ style: "currency", currency }).resolvedOptions();
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero" } as const;
  return format(options).format(amount as Exact);
}

/** "+6.2 %" of a share such as 0.062; null (nothing to compare with) is "new". */
export function signedPercent(share: number | null): string {
  if (share === null) return "new";
  const digits = Math.abs(share) >= 10 ? 0 : 1;
  return `${format({ signDisplay: "exceptZero", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share * 100)} %`;
}

/** "6.2 %" */
export function percent(share: number): string {
  return `${format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share * 100)} %`;
}

/** "14,305" */
export function count(number: number | bigint): string {
  return format({ maximumFractionDigits: 0 }).format(number);
}

/** "9 Nov 2026" of "2026-11-09" */
export function dayLabel(day: string): string {
  const [year, month, date] = parts(day);
  return `${date} ${months[month - 1]} ${year}`;
}

/** "9 Nov" */
export function shortDay(day: string): string {
  const [, month, date] = parts(day);
  return `${date} ${months[month - 1]}`;
}

/** "Nov 2026" */
export function monthLabel(day: string): string {
  const [year, month] = parts(day);
  return `${months[month - 1]} ${year}`;
}

/** "November" */
export function monthName(day: string): string {
  return fullMonths[parts(day)[1] - 1] ?? "";
}

/** "1 to 20 Nov 2026"; `lastDay` is part of it. */
export function spanLabel(firstDay: string, lastDay: string): string {
  if (firstDay === lastDay) return dayLabel(firstDay);
  const [year, month, date] = parts(firstDay);
  const [toYear, toMonth] = parts(lastDay);
  if (year !== toYear) return `${dayLabel(firstDay)} to ${dayLabel(lastDay)}`;
  return `${month === toMonth ? date : shortDay(firstDay)} to ${dayLabel(lastDay)}`;
}

/** "22 Nov 2026, 05:10 UTC" */
export function instantLabel(instant: Date | string): string {
  const iso = new Date(instant).toISOString();
  return `${dayLabel(iso)}, ${iso.slice(11, 16)} UTC`;
}

const steps = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "3 hours ago" */
export function agoLabel(instant: Date | string, now: Date): string {
  const seconds = (now.getTime() - new Date(instant).getTime()) / 1000;
  const step = steps.find(([, length]) => seconds >= length);
  if (!step) return "just now";
  const [unit, length] = step;
  const many = Math.floor(seconds / length);
  return `${many} ${unit}${many === 1 ? "" : "s"} ago`;
}

type BucketForm = { form?: "short" | "full"; yearStart?: number };

/** What a bucket of a grain is called on an axis and in a table: "9 Nov", "Nov 2026", "Q4 2026", "Q3 FY2027", "14:00". */
export function bucketLabel(bucket: string | null, grain: Grain, { form = "full", yearStart = 1 }: BucketForm = {}) {
  if (bucket === null) return "Total";
  const short = form === "short";
  switch (grain) {
    case "hour":
      return short ? bucket.slice(11, 16) : `${dayLabel(bucket)}, ${bucket.slice(11, 16)} UTC`;
    case "week":
      return short ? shortDay(bucket) : `Week of ${dayLabel(bucket)}`;
    case "month":
      return monthLabel(bucket);
    case "quarter":
    case "year":
      return fiscalName(bucket, grain, yearStart);
    default:
      return short ? shortDay(bucket) : dayLabel(bucket);
  }
}

function parts(day: string): [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
