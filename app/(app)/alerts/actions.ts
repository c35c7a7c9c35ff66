"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { AlertAction, actOnAlert } from "@/lib/alerts/act";

const Sent = z.object({
  id: z.uuid(),
  action: z.string(),
  to: z.string().optional(),
  days: z.string().optional(),
  comment: z.string().optional(),
});

/** Acknowledges, assigns, snoozes, resolves or comments. */
export const act = formAction(Sent, async (scope, { id, ...sent }) => {
  const read = AlertAction.safeParse(given(sent));
  if (!read.success) return { fields: z.flattenError(read.error).fieldErrors, typed: typedOf(sent) };
  await actOnAlert(scope, id, read.data, new Date());
  revalidatePath("/", "layout");
  return {};
});

type Texts = Record<string, string | undefined>;

/** Fields that this action does not have, or that were left empty, are not sent on. */
function given({ action, to, days, comment }: Texts): unknown {
  const said = comment?.trim() ? { comment } : {};
  if (action === "assign") return { action, to: to ?? "", ...said };
  if (action === "snooze") return { action, days: Number(days), ...said };
  return { action, ...(action === "comment" ? { comment: comment ?? "" } : said) };
}

const typedOf = (sent: Texts) => {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};
