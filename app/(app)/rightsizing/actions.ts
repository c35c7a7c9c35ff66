"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type FormState, formAction } from "@/app/form-action";
import { actOnAdvice } from "@/lib/rightsizing/life/act";
import { AdviceAction } from "@/lib/rightsizing/life/action";
import { actOnChosen } from "@/lib/rightsizing/life/bulk";
import { requestLook } from "@/lib/rightsizing/run/request";
import { given, type SentAction, SentFields } from "./sent-action";

/** What a person does about one recommendation. */
export const act = formAction(SentFields.extend({ id: z.uuid() }), async (scope, { id, ...sent }) => {
  const read = readAction(sent);
  if ("fields" in read) return read;
  await actOnAdvice(scope, id, read.input, new Date());
  revalidatePath("/rightsizing", "layout");
  return {};
});

/** A worker begins with it at once; the page tells how far it is. */
export const lookAgain = formAction(z.object({}), async (scope) => {
  await requestLook(scope, new Date());
  revalidatePath("/rightsizing", "layout");
  return {};
});

const CHOSEN = "chosen ";

/** The same for many: each box that was ticked is a field of its own. */
export const actOnTicked = formAction(SentFields.loose(), async (scope, sent) => {
  const ids = Object.keys(sent).flatMap((name) => (name.startsWith(CHOSEN) ? [name.slice(CHOSEN.length)] : []));
  if (ids.length === 0) return { message: "Tick the recommendations first." };
  if (!ids.every((id) => z.uuid().safeParse(id).success)) return { message: "Load this page again, then try again." };
  const read = readAction(sent);
  if ("fields" in read) return read;
  const { changed, refused } = await actOnChosen(scope, { ids, input: read.input }, new Date());
  revalidatePath("/rightsizing", "layout");
  const [first] = refused;
  const told = changed === 1 ? "1 recommendation was changed." : `${changed} recommendations were changed.`;
  return { message: first ? `${told} ${refused.length} stay as they are: ${first.reason}` : told };
});

function readAction(
  sent: SentAction,
): { input: AdviceAction } | (FormState & { fields: NonNullable<FormState["fields"]> }) {
  const read = AdviceAction.safeParse(given(sent));
  if (read.success) return { input: read.data };
  const typed = Object.fromEntries(Object.entries(sent).filter(([, value]) => typeof value === "string"));
  return { fields: z.flattenError(read.error).fieldErrors, typed: typed as Record<string, string> };
}
