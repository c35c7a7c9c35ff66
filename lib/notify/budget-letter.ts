import type { AlertEvidence } from "../alerts/evidence";
import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { budgetMail, type Correction, type MailKind } from "./budget-mail";
import { budgetMailHtml } from "./budget-mail-html";
import { budgetMailText } from "./budget-mail-text";
import { alertLinks } from "./mail-links";
import type { Letter } from "./mail-server";

/** One message that this process has taken on. */
export type Due = {
  id: string;
  alertId: string;
  budgetId: string;
  message: MailKind;
  recipient: string;
  payload: AlertEvidence & { correction?: Correction };
  attempts: number;
  /** Seconds since it was written. */
  age: number;
};

/** A message of the outbox as the mail it becomes: the same every time, so that a second try is the same mail. */
export function budgetLetter({ id, alertId, budgetId, message, recipient, payload }: Due, from: string): Letter {
  const { period, evaluatedAt, budget } = payload;
  const mail = budgetMail(message, payload, payload.correction ?? null);
  const links = alertLinks({ id: alertId, budgetId }, recipient, new Date(evaluatedAt));
  const { hostname } = new URL(publicUrl(env()));
  return {
    messageId: `${id}@${hostname}`,
    from,
    to: recipient,
    subject: mail.subject,
    text: budgetMailText(mail, links),
    html: budgetMailHtml(mail, links, null),
    images: [],
    // One thread for a budget and a period, whatever happens in it.
    references: [`budget.${budget.id}.${period.from}@${hostname}`],
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "List-Unsubscribe": `<${links.unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
