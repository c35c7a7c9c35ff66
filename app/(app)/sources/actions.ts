"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { chooseWorkspace } from "@/app/session";
import { requireRole, type Scope } from "@/lib/auth/scope";
import { realScope, realWorkspace } from "@/lib/auth/workspaces";
import { removeDemoWorkspace } from "@/lib/demo/workspace";
import { wakeWorker } from "@/lib/jobs/queue";
import { changeSource } from "@/lib/ledger/source-change";
import { checkSource } from "@/lib/ledger/source-check";
import { createSource } from "@/lib/ledger/source-create";
import { sourceById } from "@/lib/ledger/source-list";
import { pauseSource, resumeSource } from "@/lib/ledger/source-pause";
import { removeSource } from "@/lib/ledger/source-remove";
import { requestSync } from "@/lib/ledger/sync-request";
import { besideFields, enteredSettings } from "./entered-settings";

const Name = z.string().trim().min(1, "Give the source a name.").max(100, "At most 100 characters.");
const OneSource = z.object({ sourceId: z.uuid() });
const NewForm = z.looseObject({ connector: z.string(), name: Name });
const ChangeForm = z.looseObject({ connector: z.string(), name: Name, sourceId: z.uuid() });

/** Adds the source, asks the provider once, and starts the first reading when it answers. */
export const addSource = formAction(NewForm, async (scope, { connector, name, ...form }) => {
  const real = await realScope(scope);
  const settings = enteredSettings(connector, form, "skip");
  return await besideFields({ connector, typed: { ...settings, name } }, async () => {
    const { id } = await createSource(real, { connector, name, settings }, new Date());
    await chooseWorkspace((await realWorkspace()).slug);
    await checkAndStart(real, id);
    revalidatePath("/", "layout");
    redirect(`/sources/${id}`);
  });
});

export const saveSource = formAction(ChangeForm, async (scope, { connector, name, sourceId, ...form }) => {
  const settings = enteredSettings(connector, form, "keep");
  return await besideFields({ connector, typed: { ...settings, name } }, async () => {
    await changeSource(scope, sourceId, { name, settings });
    await checkAndStart(scope, sourceId);
    redirect(`/sources/${sourceId}`);
  });
});

export const check = formAction(OneSource, async (scope, { sourceId }) => {
  await checkAndStart(scope, sourceId);
  return shownAgain();
});

export const syncNow = formAction(OneSource, async (scope, { sourceId }) => {
  await requestSync(scope, sourceId);
  await wakeWorker();
  return shownAgain();
});

export const pause = formAction(OneSource, async (scope, { sourceId }) => {
  await pauseSource(scope, sourceId);
  return shownAgain();
});

export const resume = formAction(OneSource, async (scope, { sourceId }) => {
  await resumeSource(scope, sourceId, new Date());
  return shownAgain();
});

export const remove = formAction(OneSource, async (scope, { sourceId }) => {
  await removeSource(scope, sourceId);
  revalidatePath("/", "layout");
  redirect("/sources");
});

export const removeDemo = formAction(z.object({}), async (scope) => {
  requireRole(scope, "admin");
  await removeDemoWorkspace();
  await chooseWorkspace((await realWorkspace()).slug);
  revalidatePath("/", "layout");
  redirect("/sources");
});

/** A source that answers for the first time is read at once; later ones follow their schedule. */
async function checkAndStart(scope: Scope, sourceId: string): Promise<void> {
  const now = new Date();
  const { ok } = await checkSource(scope, sourceId, { now });
  const { lastRun } = await sourceById(scope, sourceId, now);
  if (!ok || lastRun) return;
  await requestSync(scope, sourceId);
  await wakeWorker();
}

function shownAgain() {
  revalidatePath("/sources", "layout");
  return {};
}
