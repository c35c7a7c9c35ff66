"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { confirmPairs } from "@/lib/ledger/reconciliation/confirm";

const OneMonth = z.object({ sourceId: z.uuid(), month: z.iso.date(), isRight: z.enum(["yes", "no"]) });

export const sayPairs = formAction(OneMonth, async (scope, { isRight, ...which }) => {
  await confirmPairs(scope, { ...which, isRight: isRight === "yes" }, new Date());
  revalidatePath("/reconciliation", "layout");
  return {};
});
