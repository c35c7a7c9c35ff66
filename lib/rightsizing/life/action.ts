import { z } from "zod";
import { Email } from "../../auth/email";
import { isDay } from "../../focus/period";

export const LONGEST_SNOOZE_DAYS = 365;
export const SNOOZED_TOO_LONG = `Snooze for at most ${LONGEST_SNOOZE_DAYS} days.`;

const textThat = (isMissing: string) =>
  z
    .string()
    .trim()
    .min(1, isMissing)
    .max(4000, "Write at most 4,000 characters.")
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "This holds a character that no text can hold.");

const Text = textThat("Write a comment.");
const Reason = textThat("Say why it is dismissed.");

const DayText = z.string().refine(isDay, "Use a date such as 2026-11-01.").meta({ format: "date" });

const Link = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text), "Use a link that starts with https://.");

const said = { comment: Text.optional() };

/** What a person does about a piece of advice. */
export const AdviceAction = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("start"), owner: Email.optional(), dueOn: DayText.optional(), ...said }),
  z.strictObject({ action: z.literal("assign"), owner: Email, dueOn: DayText.optional(), ...said }),
  z.strictObject({
    action: z.literal("done"),
    on: DayText.optional().meta({ description: "The day of the change; today if left out." }),
    replacedBy: z.string().trim().min(1).max(2048).optional().meta({
      description: "Id of the resource that took its place, where the change made a new one.",
    }),
    ...said,
  }),
  z.strictObject({
    action: z.literal("dismiss"),
    reason: Reason,
    until: DayText.optional().meta({ description: "Open again on this day; never by itself if left out." }),
  }),
  z.strictObject({
    action: z.literal("snooze"),
    days: z.int().min(1).max(LONGEST_SNOOZE_DAYS, SNOOZED_TOO_LONG).default(30),
    until: DayText.optional().meta({ description: "The day on which it is open again, in place of a number of days." }),
    ...said,
  }),
  z.strictObject({ action: z.literal("reopen"), ...said }),
  z.strictObject({ action: z.literal("ticket"), link: Link.nullable(), ...said }),
  z.strictObject({ action: z.literal("comment"), comment: Text }),
]);
export type AdviceAction = z.output<typeof AdviceAction>;
