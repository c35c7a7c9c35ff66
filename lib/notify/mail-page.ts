const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const NUMBERS = "font-variant-numeric:tabular-nums;white-space:nowrap";

// Clients that follow the system's theme take these; the others show the light colours of the elements themselves.
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#14161b!important}.sheet{background:#1c1f26!important}
.ink{color:#f2f3f5!important}.muted{color:#a9b0bd!important}.line{border-color:#343944!important}
.bar-rest{background:#343944!important}.bar-mark{background:#f2f3f5!important}
.by-day{display:none!important}.by-night{display:block!important}
.button{background:#5b82f0!important;color:#0b0d12!important}.link{color:#8fabf7!important}}
@media (max-width:480px){.figures,.figures tbody{display:block!important}.figures tr{display:inline!important}.figure{display:inline-block!important;width:49%!important;box-sizing:border-box}.pad{padding:20px!important}}
`;

type Page = {
  subject: string;
  /** What a list of mails shows after the subject. */
  preview: string;
  parts: string[];
  /** Why the reader gets it, and the way out. */
  footer: string;
};

/** One column of 600 px that reads with pictures off, in the dark and on a narrow phone. */
export function mailPage({ subject, preview, parts, footer }: Page): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title><style>${STYLE}</style></head>
<body class="ground" style="margin:0;background:#f4f5f7">
<div style="display:none;max-height:0;overflow:hidden">${escaped(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ground" style="background:#f4f5f7"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" class="sheet" style="width:100%;max-width:600px;background:#ffffff;border-radius:8px"><tr><td class="pad" style="padding:28px 32px;font-family:${FONT}">
${parts.filter(Boolean).join("\n")}
<p class="muted line" style="margin:16px 0 0;padding-top:12px;border-top:1px solid #e3e5ea;font-size:12px;line-height:18px;color:#5c6370">${footer}</p>
</td></tr></table></td></tr></table></body></html>
`;
}

/** The line above: which budget. */
export const title = (text: string) =>
  paragraph(text, "ink", "margin:0 0 6px;font-size:14px;font-weight:600;color:#1c1f26");

/** What a reader who reads one thing reads. */
export const lead = (text: string) =>
  paragraph(text, "ink", "margin:0 0 20px;font-size:20px;line-height:28px;font-weight:600;color:#1c1f26");

export const plainText = (text: string) =>
  paragraph(text, "ink", "margin:0 0 12px;font-size:14px;line-height:20px;color:#1c1f26");

export const smallPrint = (text: string) =>
  paragraph(text, "muted", "margin:0 0 2px;font-size:12px;line-height:18px;color:#5c6370");

export function paragraph(text: string, className: string, style: string): string {
  return text === "" ? "" : `<p class="${className}" style="${style}">${escaped(text)}</p>`;
}

export function button(label: string, url: string): string {
  return `<p style="margin:0 0 16px"><a href="${escaped(url)}" class="button" style="display:inline-block;background:#2a56d6;color:#ffffff;text-decoration:none;font-size:14px;font-weight:600;padding:10px 18px;border-radius:6px">${escaped(label)}</a></p>`;
}

export function anchors(links: { label: string; url: string }[]): string {
  const all = links.map(({ label, url }) => anchor(label, url)).join(" &nbsp; ");
  return `<p style="margin:0 0 24px;font-size:14px;line-height:24px">${all}</p>`;
}

export function anchor(label: string, url: string): string {
  return `<a href="${escaped(url)}" class="link" style="color:#2a56d6">${escaped(label)}</a>`;
}

/** Names come from bills: nothing of them is markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
