import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { type LinkClaims, signedLink } from "./links";

export type MailLinks = {
  /** The first is the one the mail is for. */
  actions: { label: string; url: string; purpose?: LinkClaims["purpose"] }[];
  unsubscribe: string;
  /** What a mail client asks when its reader presses its own button for unsubscribing (RFC 8058). */
  oneClick: string;
  saving: string | null;
  /** Why the reader gets the mail. */
  because: string;
};

const SIGNED = [
  ["acknowledge", "Acknowledge"],
  ["snooze", "Snooze 7 days"],
  ["not_mine", "Not mine"],
] as const;

type Linked = { alertId: string; budgetId: string; evaluatedAt: string; savingPath: string | null };

/** Where a mail about an alert leads: to the budget, and to what its reader may do without signing in. */
export function alertLinks({ alertId, budgetId, evaluatedAt, savingPath }: Linked, recipient: string): MailLinks {
  const here = publicUrl(env());
  const signed = (purpose: (typeof SIGNED)[number][0] | "unsubscribe") =>
    signedLink({ purpose, alertId, recipient }, new Date(evaluatedAt));
  const unsubscribe = signed("unsubscribe");
  return {
    actions: [
      { label: "Open the budget", url: `${here}/budgets/${budgetId}` },
      ...SIGNED.map(([purpose, label]) => ({ label, url: signed(purpose), purpose })),
    ],
    unsubscribe,
    oneClick: `${unsubscribe}/one-click`,
    saving: savingPath === null ? null : `${here}${savingPath}`,
    because: "You get this mail because you watch over this budget.",
  };
}

/** The way out of a mail about several budgets: no more mails about any of them. */
export function digestLinks(
  { alertId, recipient, mail }: { alertId: string; recipient: string; mail: string },
  evaluatedAt: string,
): Pick<MailLinks, "unsubscribe" | "oneClick"> {
  const unsubscribe = signedLink({ purpose: "unsubscribe", alertId, recipient, mail }, new Date(evaluatedAt));
  return { unsubscribe, oneClick: `${unsubscribe}/one-click` };
}
