"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { enterRate, NewRate, RateName, removeEcbRates, removeRate } from "@/lib/rates/enter";
import { importEcbRates } from "@/lib/rates/import-ecb";
import { chooseReportingCurrency, ReportingCurrency } from "@/lib/rates/reporting-currency";

/** Amounts of every page depend on it. */
const shown = (message: string) => {
  revalidatePath("/", "layout");
  return { message };
};

export const chooseCurrency = formAction(ReportingCurrency, async (scope, input) => {
  await chooseReportingCurrency(scope, input);
  return shown(
    input.currency ? `Pages show amounts in ${input.currency} now.` : "Each billing currency stands by itself now.",
  );
});

const RateFile = z.object({
  file: z.instanceof(File).refine(({ size }) => size > 0, "Choose the ECB’s file."),
});

export const importEcb = formAction(RateFile, async (scope, { file }) => {
  const { rates, changed, first, last } = await importEcbRates(scope, Buffer.from(await file.arrayBuffer()));
  return shown(
    `${rates.toLocaleString("en")} rates from ${first} through ${last}: ${changed.toLocaleString("en")} new or changed.`,
  );
});

export const removeEcb = formAction(z.object({}), async (scope) => {
  const gone = await removeEcbRates(scope);
  return shown(`${gone.toLocaleString("en")} rates of the ECB are gone.`);
});

export const enter = formAction(NewRate, async (scope, input) => {
  await enterRate(scope, input);
  return shown(`1 ${input.base} is ${input.rate} ${input.quote} from ${input.day} on.`);
});

export const remove = formAction(RateName, async (scope, input) => {
  await removeRate(scope, input);
  return shown("Gone.");
});
