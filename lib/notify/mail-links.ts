import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { signedLink } from "./links";

export type MailLinks = {
  /** The first is the one the mail is for. */
  actions: { label: string; url: string }[];
  unsubscribe: string;
};

const SIGNED = [
  ["acknowledge", "Acknowledge"],
  ["snooze", "Snooze 7 days"],
  ["not_mine", "Not mine"],
] as const;

/** Where a mail about an alert leads: to the budget, and to what its reader may do without signing in. */
export function alertLinks(alert: { id: string; budgetId: string }, recipient: string, now: Date): MailLinks {
  const signed = (purpose: (typeof SIGNED)[number][0] | "unsubscribe") =>
    signedLink({ purpose, alertId: alert.id, recipient }, now);
  return {
    actions: [
      { label: "Open the budget", url: `${publicUrl(env())}/budgets/${alert.budgetId}` },
      ...SIGNED.map(([purpose, label]) => ({ label, url: signed(purpose) })),
    ],
    unsubscribe: signed("unsubscribe"),
  };
}
