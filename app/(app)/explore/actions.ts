"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { deleteNote, NewNote, writeNote } from "@/lib/query/saved/notes";
import { changeView, deleteView, NewView, saveView } from "@/lib/query/saved/views";

const checked = z.literal("on").optional();
const Entered = z.object({
  name: NewView.shape.name,
  description: z.string().trim().max(500, "A description has at most 500 characters.").optional(),
  shared: checked,
  pinned: checked,
});

export const saveAsView = formAction(
  Entered.extend({ search: NewView.shape.search }),
  async (scope, { name, search, description = "", shared, pinned }) => {
    const view = { name, search, description, shared: shared === "on", pinned: pinned === "on" };
    await saveView(scope, view, new Date());
    revalidatePath("/", "layout");
    return { message: "Saved." };
  },
);

export const renameView = formAction(
  Entered.extend({ id: z.uuid() }),
  async (scope, { id, name, description = "", shared, pinned }) => {
    const change = { name, description, shared: shared === "on", pinned: pinned === "on" };
    await changeView(scope, id, change, new Date());
    revalidatePath("/", "layout");
    return { message: "Saved." };
  },
);

export const removeView = formAction(z.object({ id: z.uuid() }), async (scope, { id }) => {
  await deleteView(scope, id);
  revalidatePath("/", "layout");
  return {};
});

export const addNote = formAction(z.object(NewNote.shape), async (scope, note) => {
  await writeNote(scope, note, new Date());
  revalidatePath("/explore");
  return { message: "Written." };
});

export const removeNote = formAction(z.object({ id: z.uuid() }), async (scope, { id }) => {
  await deleteNote(scope, id);
  revalidatePath("/explore");
  return {};
});
