"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, formAction } from "@/app/form-action";
import { judgeNow } from "@/app/judge-now";
import { NewBudget } from "@/lib/budgets/spec";
import { createBudgets } from "@/lib/budgets/write";
import { conditionFrom } from "@/lib/query/params";
import { textsOf } from "../form/answers";

const MOST = 1000;

/** Sets the lines that are chosen, all or none of them. */
export const setSeveral = formAction(z.looseObject({}), async (scope, input) => {
  const typed = textsOf(input);
  const budgets: NewBudget[] = [];
  for (let index = 0; index < MOST && typed[`name.${index}`] !== undefined; index += 1) {
    if (typed[`set.${index}`] === undefined) continue;
    const read = NewBudget.safeParse(enteredLine(typed, index));
    if (!read.success) return refused(read.error, typed, index);
    budgets.push(read.data);
  }
  if (budgets.length === 0) return { message: "Choose at least one line.", typed };
  await createBudgets(scope, budgets);
  await judgeNow(scope);
  revalidatePath("/", "layout");
  redirect("/budgets");
});

function enteredLine(typed: Record<string, string>, index: number): unknown {
  return {
    name: typed[`name.${index}`],
    where: [conditionFrom(typed[`where.${index}`] ?? "")],
    currency: typed[`currency.${index}`],
    metric: typed[`metric.${index}`],
    amount: { mode: "fixed", amount: (typed[`amount.${index}`] ?? "").trim() },
    owner: typed[`owner.${index}`]?.trim() || null,
  };
}

function refused(error: z.ZodError, typed: Record<string, string>, index: number): FormState {
  const [issue] = error.issues;
  const field = `${String(issue?.path[0])}.${index}`;
  return {
    message: `${typed[`name.${index}`]}: ${issue?.message}`,
    fields: { [field]: [issue?.message ?? ""] },
    typed,
  };
}
