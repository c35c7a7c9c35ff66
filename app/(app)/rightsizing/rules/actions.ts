"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { removeSettings, saveSettings } from "@/lib/rightsizing/settings/settings";
import { RightsizingSettings } from "@/lib/rightsizing/settings/spec";
import { SentRules, settingsOf } from "./sent-rules";

const PAGE = "/rightsizing/rules";

export const saveRules = formAction(SentRules, async (scope, sent) => {
  const read = RightsizingSettings.safeParse(settingsOf(sent));
  if (!read.success) return { fields: byField(read.error), typed: textsOf(sent) };
  await saveSettings(scope, read.data, new Date());
  revalidatePath(PAGE);
  return { message: "Saved. The next look goes by these rules." };
});

const Tag = z.object({
  tagKey: z.string().trim().min(1, "Name the tag."),
  tagValue: z.string().trim().min(1, "Name its value."),
});

export const addRules = formAction(Tag, async (scope, tag) => {
  const read = RightsizingSettings.safeParse(tag);
  if (!read.success) return { fields: byField(read.error), typed: tag };
  await saveSettings(scope, read.data, new Date());
  revalidatePath(PAGE);
  return {};
});

export const removeRules = formAction(Tag, async (scope, tag) => {
  await removeSettings(scope, tag);
  revalidatePath(PAGE);
  return {};
});

function textsOf(sent: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** Each problem beside the field it is about: the last name of its path that is one. */
function byField(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const name = String(path.filter((part) => typeof part === "string").at(-1) ?? "owner");
    fields[name] = [...(fields[name] ?? []), message];
  }
  return fields;
}
