import type { BudgetMail } from "./budget-mail";
import type { DriverTable } from "./budget-mail-figures";
import type { MailLinks } from "./mail-links";
import { anchor, anchors, button, escaped, lead, mailPage, NUMBERS, paragraph, smallPrint, title } from "./mail-page";

export type MailPicture = { alt: string };

/** By which names the HTML asks for the pictures; none is the beginning of another. */
export const pictureIds = { light: "spend", dark: "dark-spend" };

/** A mail about one budget. */
export function budgetMailHtml(mail: BudgetMail, links: MailLinks, picture: MailPicture | null): string {
  const [open, ...others] = links.actions;
  return mailPage({
    subject: mail.subject,
    preview: mail.sentence,
    parts: [
      title(mail.title),
      lead(mail.sentence),
      mail.figures.length > 0 ? figures(mail.figures) : "",
      picture ? pictures(picture) : "",
      mail.drivers ? driverRows(mail.drivers) : "",
      mail.saving ? savingLine(mail.saving.sentence, links.saving) : "",
      open ? button(open.label, open.url) : "",
      anchors(others),
      ...mail.included.map(smallPrint),
    ],
    footer: `${escaped(links.because)} ${anchor("No more mails about it", links.unsubscribe)}`,
  });
}

/** The dark one appears only where a client follows the system's theme, as the dark colours do. */
function pictures({ alt }: MailPicture): string {
  const image = (cid: string, className: string) =>
    `<img src="cid:${cid}" alt="${escaped(alt)}" width="536" class="${className}" style="display:block;width:100%;height:auto;border-radius:6px;margin:0 0 24px;font-size:13px;color:#5c6370">`;
  return `${image(pictureIds.light, "by-day")}<div class="by-night" style="display:none;mso-hide:all">${image(pictureIds.dark, "muted")}</div>`;
}

function savingLine(sentence: string, url: string | null): string {
  const link = url ? ` ${anchor("See it", url)}` : "";
  return `<p class="ink" style="margin:0 0 20px;font-size:14px;line-height:20px;color:#1c1f26">${escaped(sentence)}${link}</p>`;
}

function figures(all: BudgetMail["figures"]): string {
  const rows = [all.slice(0, 3), all.slice(3, 6)].map(
    (row) =>
      `<tr>${row
        .map(
          ({ label, value, note }) =>
            `<td class="figure" width="33%" valign="top" style="padding:0 8px 14px 0">` +
            paragraph(label, "muted", "margin:0;font-size:12px;line-height:16px;color:#5c6370") +
            paragraph(
              value,
              "ink",
              `margin:2px 0;font-size:16px;line-height:22px;font-weight:600;color:#1c1f26;${NUMBERS}`,
            ) +
            paragraph(note, "muted", "margin:0;font-size:12px;line-height:16px;color:#5c6370") +
            "</td>",
        )
        .join("")}</tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="figures" style="margin:0 0 10px">${rows.join("")}</table>`;
}

function driverRows({ title, rows, rest, total }: DriverTable): string {
  const cell = "padding:7px 0;border-top:1px solid #e3e5ea;font-size:13px;line-height:18px;vertical-align:top";
  const line = (name: string, detail: string, amount: string, share: string, weight = 400) =>
    `<tr><td class="ink line" style="${cell};color:#1c1f26;font-weight:${weight}">${escaped(name)}${
      detail ? `<br><span class="muted" style="color:#5c6370;font-size:12px">${escaped(detail)}</span>` : ""
    }</td><td align="right" class="ink line" style="${cell};padding-left:12px;color:#1c1f26;font-weight:${weight};${NUMBERS}">${escaped(amount)}${
      share ? `<br><span class="muted" style="color:#5c6370;font-size:12px">${escaped(share)}</span>` : ""
    }</td></tr>`;
  const body = [
    ...rows.map(({ name, detail, amount, share }) => line(name, detail, amount, share)),
    line(rest.name, "", rest.amount, ""),
    line(total.name, "", total.amount, "", 600),
  ];
  return (
    paragraph(title, "ink", "margin:0 0 8px;font-size:14px;font-weight:600;color:#1c1f26") +
    `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 24px">${body.join("")}</table>`
  );
}
