"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { publicFormAction } from "@/app/form-action";
import { signIn } from "@/app/session";
import { safePath } from "@/lib/auth/safe-path";
import { Credentials } from "@/lib/auth/sign-in";

const SignIn = Credentials.safeExtend({ returnTo: z.string().optional() });

export const enter = publicFormAction(SignIn, async ({ returnTo, ...credentials }) => {
  await signIn(credentials);
  redirect(safePath(returnTo));
});
