import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { type BudgetMail, budgetMail, takesBack } from "./budget-mail";
import { budgetMailHtml } from "./budget-mail-html";
import { budgetMailText } from "./budget-mail-text";
import { budgetPicture } from "./budget-picture";
import { digestHtml, digestMail, digestText } from "./digest-mail";
import { type AlertDue, type Batch, isAlertDue } from "./due";
import { alertLinks, digestLinks, type MailLinks } from "./mail-links";
import type { Letter } from "./mail-server";
import { noticeHtml, noticeText } from "./notice-mail";
import type { Voice } from "./voice";

type Words = Pick<Letter, "subject" | "text" | "html" | "images" | "references" | "headers">;

/** What waits for a reader as the mail it becomes: the same every time, so that a second try is the same mail. */
export function letterOf(batch: Batch, from: string): Letter {
  const { recipient, messageId } = batch;
  const { headers, ...words } = wordsOf(batch);
  return {
    messageId,
    from,
    to: recipient,
    ...words,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", ...headers },
  };
}

function wordsOf(batch: Batch): Words {
  const { dues, recipient, voice } = batch;
  const [first, ...others] = dues;
  if (others.length > 0) return digestLetter(batch);
  return isAlertDue(first) ? budgetLetter(first, recipient, voice) : noticeLetter(first.payload);
}

function budgetLetter(due: AlertDue, recipient: string, voice: Voice): Words {
  const { mail, links } = aboutBudget(due, recipient, voice);
  const picture = takesBack(due.message) ? null : budgetPicture(due.payload, voice);
  return {
    subject: mail.subject,
    text: budgetMailText(mail, links),
    html: budgetMailHtml(mail, links, picture),
    images: picture?.images ?? [],
    // One thread for a budget and a period, whatever happens in it.
    references: [`budget.${due.payload.budget.id}.${due.payload.period.from}@${new URL(publicUrl(env())).hostname}`],
    headers: wayOut(links),
  };
}

/** What one alert says to a reader, and where its links lead them. */
export function aboutBudget(due: AlertDue, recipient: string, voice: Voice): { mail: BudgetMail; links: MailLinks } {
  const { message, payload, alertId, budgetId } = due;
  const mail = budgetMail(message, payload, { correction: payload.correction, voice });
  const { evaluatedAt } = payload;
  const links = alertLinks({ alertId, budgetId, evaluatedAt, savingPath: mail.saving?.path ?? null }, recipient);
  return { mail, links: takesBack(message) ? { ...links, actions: links.actions.filter(isLasting) } : links };
}

/** What still makes sense when there is nothing left to acknowledge or snooze. */
const isLasting = ({ purpose }: MailLinks["actions"][number]) => purpose === undefined || purpose === "not_mine";

function wayOut({ oneClick }: Pick<MailLinks, "oneClick">): Record<string, string> {
  return { "List-Unsubscribe": `<${oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

function digestLetter({ dues, recipient, voice, messageId }: Batch): Words {
  const alerts = dues.filter(isAlertDue).map((due) => ({ ...aboutBudget(due, recipient, voice), due }));
  const notices = dues.flatMap((due) => (isAlertDue(due) ? [] : [due.payload]));
  const [first] = alerts;
  const links = first
    ? digestLinks({ alertId: first.due.alertId, recipient, mail: messageId }, first.due.payload.evaluatedAt)
    : null;
  const mail = digestMail(alerts, notices, { voice, unsubscribe: links?.unsubscribe ?? null });
  return {
    subject: mail.subject,
    text: digestText(mail),
    html: digestHtml(mail),
    images: [],
    references: [],
    headers: links ? wayOut(links) : {},
  };
}

function noticeLetter(notice: Parameters<typeof noticeText>[0]): Words {
  return {
    subject: notice.subject,
    text: noticeText(notice),
    html: noticeHtml(notice),
    images: [],
    references: [],
    headers: {},
  };
}
