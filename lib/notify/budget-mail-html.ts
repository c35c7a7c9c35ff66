import type { BudgetMail, DriverTable } from "./budget-mail";
import type { MailLinks } from "./mail-links";

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const NUMBERS = "font-variant-numeric:tabular-nums;white-space:nowrap";

// Clients that follow the system's theme take these; the others show the light colours of the elements themselves.
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#14161b!important}.sheet{background:#1c1f26!important}
.ink{color:#f2f3f5!important}.muted{color:#a9b0bd!important}.line{border-color:#343944!important}
.button{background:#5b82f0!important}.link{color:#8fabf7!important}}
@media (max-width:480px){.figure{display:inline-block!important;width:49%!important;box-sizing:border-box}.pad{padding:20px!important}}
`;

export type MailPicture = { cid: string; alt: string };

/** One column of 600 px that reads with pictures off, in the dark and on a narrow phone. */
export function budgetMailHtml(mail: BudgetMail, links: MailLinks, picture: MailPicture | null): string {
  const [open, ...others] = links.actions;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(mail.subject)}</title><style>${STYLE}</style></head>
<body class="ground" style="margin:0;background:#f4f5f7">
<div style="display:none;max-height:0;overflow:hidden">${escaped(mail.sentence)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ground" style="background:#f4f5f7"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" class="sheet" style="width:100%;max-width:600px;background:#ffffff;border-radius:8px"><tr><td class="pad" style="padding:28px 32px;font-family:${FONT}">
${paragraph(mail.title, "ink", "margin:0 0 6px;font-size:14px;font-weight:600;color:#1c1f26")}
${paragraph(mail.sentence, "ink", "margin:0 0 20px;font-size:20px;line-height:28px;font-weight:600;color:#1c1f26")}
${figures(mail.figures)}
${picture ? `<img src="cid:${picture.cid}" alt="${escaped(picture.alt)}" width="536" style="display:block;width:100%;height:auto;border-radius:6px;margin:0 0 24px;font-size:13px;color:#5c6370">` : ""}
${mail.drivers ? driverRows(mail.drivers) : ""}
${open ? `<p style="margin:0 0 16px"><a href="${escaped(open.url)}" class="button" style="display:inline-block;background:#2a56d6;color:#ffffff;text-decoration:none;font-size:14px;font-weight:600;padding:10px 18px;border-radius:6px">${escaped(open.label)}</a></p>` : ""}
<p style="margin:0 0 24px;font-size:14px;line-height:24px">${others.map(({ label, url }) => anchor(label, url)).join(" &nbsp; ")}</p>
${mail.included.map((line) => paragraph(line, "muted", "margin:0 0 2px;font-size:12px;line-height:18px;color:#5c6370")).join("\n")}
<p class="muted line" style="margin:16px 0 0;padding-top:12px;border-top:1px solid #e3e5ea;font-size:12px;line-height:18px;color:#5c6370">You get this mail because you watch over this budget. ${anchor("No more mails about it", links.unsubscribe)}</p>
</td></tr></table></td></tr></table></body></html>
`;
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
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 10px">${rows.join("")}</table>`;
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

function paragraph(text: string, className: string, style: string): string {
  return text === "" ? "" : `<p class="${className}" style="${style}">${escaped(text)}</p>`;
}

function anchor(label: string, url: string): string {
  return `<a href="${escaped(url)}" class="link" style="color:#2a56d6">${escaped(label)}</a>`;
}

/** Names come from bills: nothing of them is markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
