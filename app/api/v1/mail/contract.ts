import { z } from "zod";
import { Email } from "@/lib/auth/email";
import type { Delivery } from "@/lib/notify/mail-server";
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
