"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { judgeNow } from "@/app/judge-now";
import { CommentText, commentOnBudget, removeComment } from "@/lib/budgets/comments";
import { changeBudget, createBudget, removeBudget } from "@/lib/budgets/write";
import { besideFields, textsOf, withCondition } from "./form/answers";
import { enteredBudget } from "./form/entered-budget";

const One = z.object({ id: z.uuid() });

export const setState = formAction(
  One.extend({ state: z.enum(["active", "paused"]) }),
  async (scope, { id, state }) => {
    await changeBudget(scope, id, { state });
    await judgeNow(scope);
    revalidatePath("/budgets", "layout");
    return {};
  },
);

export const remove = formAction(One, async (scope, { id }) => {
  await removeBudget(scope, id);
  revalidatePath("/", "layout");
  redirect("/budgets");
});

export const comment = formAction(One.extend({ text: CommentText }), async (scope, { id, text }) => {
  await commentOnBudget(scope, id, text, new Date());
  revalidatePath(`/budgets/${id}`);
  return {};
});

export const takeBackComment = formAction(One, async (scope, { id }) => {
  await removeComment(scope, id);
  revalidatePath("/budgets", "layout");
  return {};
});

const Entered = z.looseObject({ intent: z.string().optional() });

/** Sets a new budget or changes the one that the form names. */
export const saveBudget = formAction(Entered, async (scope, input) => {
  const values = textsOf(input);
  if (input.intent === "condition") return withCondition(values);
  const entered = enteredBudget(values);
  if ("fields" in entered) return { fields: entered.fields, typed: values };
  const { id } = values;
  const saved = await besideFields(values, async () => {
    if (id === undefined) return await createBudget(scope, entered.budget);
    await changeBudget(scope, id, entered.budget);
    return { id };
  });
  if ("typed" in saved) return saved;
  await judgeNow(scope);
  revalidatePath("/", "layout");
  redirect(`/budgets/${saved.id}`);
});
