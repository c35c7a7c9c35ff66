"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { chooseWorkspace, signOut } from "@/app/session";

const Workspace = z.object({ slug: z.string().max(100) });

export const showWorkspace = formAction(Workspace, async (_scope, { slug }) => {
  await chooseWorkspace(slug);
  revalidatePath("/", "layout");
  return {};
});

export const leave = formAction(z.object({}), async () => {
  await signOut();
  redirect("/sign-in");
});
