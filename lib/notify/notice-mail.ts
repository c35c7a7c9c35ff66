import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { wrapped } from "./budget-mail-text";
import type { Notice } from "./due";
import { button, escaped, lead, mailPage, plainText } from "./mail-page";

const BECAUSE = "You get this mail because you administer Outlay.";

export const noticeUrl = ({ link }: Notice) => `${publicUrl(env())}${link.path}`;

export function noticeHtml(notice: Notice): string {
  return mailPage({
    subject: notice.subject,
    preview: notice.sentence,
    parts: [lead(notice.sentence), ...notice.lines.map(plainText), button(notice.link.label, noticeUrl(notice))],
    footer: escaped(notice.because ?? BECAUSE),
  });
}

export function noticeText(notice: Notice): string {
  const { sentence, lines, link, because = BECAUSE } = notice;
  const parts = [wrapped(sentence), ...lines.map(wrapped), `${link.label}:\n${noticeUrl(notice)}`, because];
  return `${parts.join("\n\n")}\n`;
}
