"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { publicFormAction } from "@/app/form-action";
import { startSession } from "@/app/session";
import { completeSetup } from "@/lib/auth/setup";
import { Account } from "@/lib/auth/users";

const FirstAdmin = Account.safeExtend({ token: z.string().max(200) });

export const createFirstAdmin = publicFormAction(FirstAdmin, async ({ token, ...account }) => {
  const { userId } = await completeSetup(token, account, new Date());
  await startSession(userId);
  redirect("/");
});
