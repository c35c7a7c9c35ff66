import { z } from "zod";
import { Email } from "@/lib/auth/email";
import type { Delivery } from "@/lib/notify/mail-server";
import { PreferenceChanges } from "@/lib/notify/preference";
import { contract } from "../../contract";

export const Tried = z.strictObject({
  outcome: z.enum(["sent", "deferred", "refused"]).meta({ description: "Deferred is worth another try later." }),
  answer: z.string().meta({ description: "What the other side said, or why it could not be asked." }),
});

export const tried = (delivery: Delivery) => ({
  outcome: delivery.outcome,
  answer: delivery.outcome === "sent" ? delivery.response : delivery.reason,
});

export const tryMail = contract({
  id: "testMail",
  verb: "POST",
  path: "/api/v1/mail/test",
  summary: "Send an example and show what the mail server said",
  role: "admin",
  rows: "none",
  body: z.strictObject({ to: Email }),
  answers: {
    200: {
      description: "Every line of both sides, without the password.",
      schema: Tried.extend({ to: z.string(), dialogue: z.array(z.string()) }),
    },
  },
});

const Preference = PreferenceChanges.required();
const Whose = z.strictObject({ address: Email });

export const readPreference = contract({
  id: "mailPreference",
  verb: "GET",
  path: "/api/v1/mail/preferences/{address}",
  summary: "How somebody wants mails",
  description: "Of oneself; an admin's token reads anybody's.",
  role: "viewer",
  rows: "none",
  params: Whose,
  answers: { 200: { description: "Digest, quiet hours, time zone and language.", schema: Preference } },
});

export const editPreference = contract({
  id: "changeMailPreference",
  verb: "PATCH",
  path: "/api/v1/mail/preferences/{address}",
  summary: "Change how somebody wants mails",
  role: "viewer",
  rows: "none",
  params: Whose,
  body: PreferenceChanges,
  answers: { 200: { description: "As it is now.", schema: Preference } },
});
