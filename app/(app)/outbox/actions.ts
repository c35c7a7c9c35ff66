"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/app/form-action";
import { actOnOutbox, OutboxAction } from "@/lib/notify/outbox-act";

export const act = formAction(OutboxAction.extend({ id: z.uuid() }), async (scope, { id, action }) => {
  await actOnOutbox(scope, id, { action });
  revalidatePath("/outbox", "layout");
  return { message: action === "send" ? "It is sent as soon as the server takes it." : "It is not sent." };
});
