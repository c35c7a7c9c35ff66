"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type FormState, formAction } from "@/app/form-action";
import { Email } from "@/lib/auth/email";
import { realScope } from "@/lib/auth/workspaces";
import { changeChannel } from "@/lib/notify/change-channel";
import { addChannel, NewChannel, removeChannel } from "@/lib/notify/channel";
import type { Delivery } from "@/lib/notify/mail-server";
import { testMail } from "@/lib/notify/mail-status";
import { MailPreference, setPreference } from "@/lib/notify/preference";
import { testChannel } from "@/lib/notify/send-to-channel";

const shown = () => revalidatePath("/settings/notifications");

export const savePreference = formAction(MailPreference, async (scope, wanted) => {
  const { workspaceId, actor } = await realScope(scope);
  await setPreference({ workspaceId, address: actor }, wanted, new Date());
  shown();
  return { message: "Saved. It holds for the next mail." };
});

export const sendTestMail = formAction(z.object({ to: Email }), async (scope, { to }) => {
  const { delivery, dialogue } = await testMail(await realScope(scope), to, new Date());
  return { ...outcomeOf(delivery, `The mail server took the mail to ${to}.`), details: dialogue, typed: { to } };
});

const ChannelFields = z.object({
  kind: NewChannel.shape.kind,
  name: NewChannel.shape.name,
  secretAddress: NewChannel.shape.address,
  budgetId: z.union([z.literal(""), z.uuid()]),
  allowsPrivate: z.literal("on").optional(),
});

export const createChannel = formAction(ChannelFields, async (scope, { secretAddress, budgetId, ...fields }) => {
  const { secret } = await addChannel(await realScope(scope), {
    ...fields,
    address: secretAddress,
    budgetIds: budgetId === "" ? [] : [budgetId],
    allowsPrivate: fields.allowsPrivate === "on",
  });
  shown();
  const message = `${fields.name} is told of alerts from now on. Send it a test.`;
  return secret
    ? { message: `${message} Its secret is shown only now:`, isGood: true, details: [secret] }
    : { message, isGood: true };
});

const ChannelEdits = z.object({
  id: z.uuid(),
  name: NewChannel.shape.name,
  secretAddress: z.union([z.literal(""), NewChannel.shape.address], "Use an address that begins with https://."),
  budgetIds: z.string().transform((text) => text.split(",").filter((id) => id !== "")),
  allowsPrivate: z.literal("on").optional(),
  renewSecret: z.literal("on").optional(),
});

export const editChannel = formAction(
  ChannelEdits,
  async (scope, { id, name, secretAddress, budgetIds, ...fields }) => {
    const { secret } = await changeChannel(await realScope(scope), id, {
      name,
      budgetIds,
      allowsPrivate: fields.allowsPrivate === "on",
      ...(secretAddress !== "" && { address: secretAddress }),
      ...(fields.renewSecret === "on" && { renewSecret: true }),
    });
    shown();
    return secret
      ? { message: "Saved. Its new secret is shown only now:", isGood: true, details: [secret] }
      : { message: "Saved.", isGood: true };
  },
);

const Id = z.object({ id: z.uuid() });

export const tryChannel = formAction(Id, async (scope, { id }) => {
  return outcomeOf(await testChannel(await realScope(scope), id, new Date()), "It took the test.");
});

export const dropChannel = formAction(Id, async (scope, { id }) => {
  await removeChannel(await realScope(scope), id);
  shown();
  return { message: "Removed.", isGood: true };
});

function outcomeOf(delivery: Delivery, taken: string): FormState {
  if (delivery.outcome === "sent") return { message: `${taken} ${delivery.response}`, isGood: true };
  return { message: delivery.reason, isGood: false };
}
