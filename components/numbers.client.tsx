"use client";

import { createContext, type ReactNode, use } from "react";
import { plainLocale } from "./number-locale";

const Locale = createContext(plainLocale);

/** The locale of the reader: the page says it, and while the page is made, what surrounds the component. */
export function currentLocale(): string {
  if (typeof document === "undefined") return use(Locale);
  return document.documentElement.dataset.numbers ?? plainLocale;
}

/** All numbers inside are written in this locale. */
export function NumbersIn({ locale, children }: { locale: string; children: ReactNode }) {
  return <Locale value={locale}>{children}</Locale>;
}
