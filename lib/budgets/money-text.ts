import { Money } from "../focus/money";

type Exact = Intl.StringNumericLiteral;

/** How Outlay writes amounts where nobody has said how they want them. */
const HOUSE = "en-US";

const formats = new Map<string, Intl.NumberFormat>();

/** "$11,240.05": an amount as it stands in a sentence, rounded in decimal and never through a float. */
export function moneyText(amount: Money, currency: string, locale = HOUSE): string {
  return format(locale, currency, {}).format(amount.toFixed() as Exact);
}

/** "$14,900": an estimate, which knows no cents. */
export function estimateText(amount: Money, currency: string, locale = HOUSE): string {
  const isSmall = amount.abs().lt(100);
  return format(locale, currency, isSmall ? {} : { maximumFractionDigits: 0 }).format(amount.toFixed() as Exact);
}

/** "$14.9K": where room is short and the exact amount stands nearby. */
export function shortMoneyText(amount: Money, currency: string, locale = HOUSE): string {
  return format(locale, currency, { notation: "compact", maximumSignificantDigits: 3 }).format(
    amount.toFixed() as Exact,
  );
}

/** How many places an amount in this currency is written with. */
export function moneyPlaces(currency: string): number {
  return format(HOUSE, currency, {}).resolvedOptions().maximumFractionDigits ?? 2;
}

/** "112 %" of a part in a whole; null where the whole is nothing. */
export function percentText(ratio: string | null): string | null {
  return ratio === null ? null : `${new Money(ratio).times(100).toDecimalPlaces(0).toFixed()} %`;
}

function format(locale: string, currency: string, more: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${currency} ${JSON.stringify(more)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { style: "currency", currency, ...more });
  formats.set(key, known);
  return known;
}
