"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { publicFormAction } from "@/app/form-action";
import { followLink, setPreferenceByMail, subscribeAgain } from "@/lib/alerts/by-mail/follow";
import { MailPreference } from "@/lib/notify/preference";

const Token = z.string().max(4000);

export const follow = publicFormAction(z.object({ token: Token }), async ({ token }) => {
  const message = await followLink(token, new Date());
  revalidatePath("/mail/[token]", "page");
  return { message };
});

export const subscribe = publicFormAction(z.object({ token: Token }), async ({ token }) => {
  const message = await subscribeAgain(token, new Date());
  revalidatePath("/mail/[token]", "page");
  return { message };
});

export const prefer = publicFormAction(MailPreference.safeExtend({ token: Token }), async ({ token, ...wanted }) => {
  await setPreferenceByMail(token, wanted, new Date());
  revalidatePath("/mail/[token]", "page");
  return { message: "Saved. It holds for the next mail." };
});
