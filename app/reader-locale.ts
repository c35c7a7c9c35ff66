import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { numberLocale } from "@/components/number-locale";
import { writeNumbersIn } from "@/components/numbers.server";

/** The locale that this reader's browser asks for; every number of the request is written in it from here on. */
export const readerLocale = cache(async (): Promise<string> => {
  const locale = numberLocale((await headers()).get("accept-language"));
  writeNumbersIn(locale);
  return locale;
});
