"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { changeMember, MemberName, removeMember } from "@/lib/auth/members";
import { RowScope } from "@/lib/auth/row-scope";
import { roles } from "@/lib/auth/scope";
import { DomainError } from "@/lib/errors";
import { conditionFrom } from "@/lib/query/params";

const Change = z.object({
  ...MemberName.shape,
  role: z.enum(roles),
  sees: z.enum(["all", "only"]),
  only: z.string().max(20_000).default(""),
});

export const change = formAction(Change, async (scope, { email, role, sees, only }) => {
  const lines = only.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = RowScope.safeParse(lines.map((line) => conditionFrom(line.trim())));
  if (sees === "only" && !rows.success) {
    throw new DomainError("invalid", rows.error.issues[0]?.message ?? "Name at least one condition.");
  }
  await changeMember(scope, email, { role, rows: sees === "only" && rows.success ? rows.data : null });
  revalidatePath("/settings");
  return { message: "Saved. It holds from their next page on." };
});

export const remove = formAction(MemberName, async (scope, { email }) => {
  await removeMember(scope, email, new Date());
  revalidatePath("/settings");
  return { message: `${email} has no access any more.` };
});
