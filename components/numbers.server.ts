import { cache } from "react";
import { plainLocale } from "./number-locale";

const ofRequest = cache(() => ({ locale: plainLocale }));

/** The locale of the reader whose page is being made. */
export function currentLocale(): string {
  return ofRequest().locale;
}

/** Writes the numbers of this request in a locale; said before the first of them. */
export function writeNumbersIn(locale: string): void {
  ofRequest().locale = locale;
}
