import { percentText } from "../budgets/money-text";
import { Money } from "../focus/money";
import { type BudgetMail, standing, takesBack } from "./budget-mail";
import { columns, wrapped } from "./budget-mail-text";
import type { AlertDue, Notice } from "./due";
import type { MailLinks } from "./mail-links";
import { anchor, anchors, escaped, lead, mailPage, NUMBERS, plainText, smallPrint, title } from "./mail-page";
import { noticeUrl } from "./notice-mail";
import { spoken, type Voice } from "./voice";

type Alert = { mail: BudgetMail; links: MailLinks; due: AlertDue };

type Part = {
  title: string;
  sentence: string;
  /** What moved it most. */
  more: string;
  links: { label: string; url: string }[];
  unsubscribe: string | null;
};

/** One mail for all that waited for a reader: first a table of them all, then each with what to do about it. */
export type DigestMail = {
  subject: string;
  sentence: string;
  table: Row[];
  parts: Part[];
  included: string;
  /** Ends mails about all budgets in it; null where it is about none. */
  unsubscribe: string | null;
};

type Row = {
  name: string;
  spent: string;
  share: string;
  /** Parts of a hundred: what is spent, and how much of the period is gone. */
  bar: { spent: number; gone: number; isOver: boolean };
};

const NAMED = 3;

export function digestMail(
  alerts: Alert[],
  notices: Notice[],
  { voice, unsubscribe }: { voice: Voice; unsubscribe: string | null },
): DigestMail {
  const count = alerts.length + notices.length;
  const names = [...new Set(alerts.map(({ due }) => due.payload.budget.name))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  const about = names.length > 0 ? `: ${names.slice(0, NAMED).join(", ")}${more}` : "";
  return {
    subject: `[${count} ${notices.length > 0 ? "messages" : "alerts"}]${about || " about Outlay"}`,
    sentence: sentenceOf(alerts, notices),
    // Where there is nothing left to compare there is no bar to draw.
    table: alerts.filter(({ mail }) => mail.figures.length > 0).map(({ due }) => row(due, voice)),
    parts: [...alerts.map(alertPart), ...notices.map(noticePart)],
    included: includedOf(alerts),
    unsubscribe,
  };
}

function sentenceOf(alerts: Alert[], notices: Notice[]): string {
  const holding = alerts.filter(({ due }) => !takesBack(due.message));
  const isOver = ({ due }: Alert) => new Money(due.payload.figures.actual).gt(due.payload.figures.amount);
  const over = budgetsOf(holding.filter(isOver));
  const all = budgetsOf(holding);
  const taken = alerts.length - holding.length;
  const both = all === 1 ? "it is over" : `${over} of them ${over === 1 ? "is" : "are"} over`;
  const spent = over > 0 ? `; ${both}` : "";
  return [
    ...(all > 0 ? [`${all} ${all === 1 ? "budget needs" : "budgets need"} a look${spent}.`] : []),
    ...(taken > 0 ? [`${taken} earlier ${taken === 1 ? "alert does" : "alerts do"} not hold any more.`] : []),
    ...(notices.length > 0 ? ["There is something to know about Outlay itself."] : []),
  ].join(" ");
}

const budgetsOf = (alerts: Alert[]) => new Set(alerts.map(({ due }) => due.budgetId)).size;

function row({ payload }: AlertDue, voice: Voice): Row {
  const { budget, figures, period } = standing(payload);
  const { estimate } = spoken(voice);
  const [spent, amount] = [figures.actual, figures.amount].map((each) => estimate(new Money(each), budget.currency));
  return {
    name: `${budget.name}, ${period.name}`,
    spent: `${spent} of ${amount}`,
    share: percentText(figures.used) ?? "",
    bar: barOf(figures),
  };
}

/** A budget of zero is full with the first cent. */
function barOf({ actual, used, elapsedDays, days }: AlertDue["payload"]["figures"]): Row["bar"] {
  const share = used === null ? (new Money(actual).gt(0) ? 100 : 0) : Number(used) * 100;
  const whole = (part: number) => Math.round(Math.min(100, Math.max(0, part)));
  return { spent: whole(share), gone: whole((elapsedDays / Math.max(1, days)) * 100), isOver: share > 100 };
}

function alertPart({ mail, links }: Alert): Part {
  const [driver] = mail.drivers?.rows ?? [];
  return {
    title: mail.title,
    sentence: mail.sentence,
    more: driver ? `Most of it: ${driver.name}, ${driver.amount}${driver.share ? ` (${driver.share})` : ""}.` : "",
    links: links.actions,
    unsubscribe: links.unsubscribe,
  };
}

function noticePart(notice: Notice): Part {
  return {
    title: notice.subject,
    sentence: notice.sentence,
    more: notice.lines.join(" "),
    links: [{ label: notice.link.label, url: noticeUrl(notice) }],
    unsubscribe: null,
  };
}

function includedOf(alerts: Alert[]): string {
  const days = [...new Set(alerts.map(({ mail }) => mail.included.at(-1) ?? ""))];
  return days.length === 1 ? (days[0] ?? "") : "";
}

const BECAUSE = "Several messages waited for you, so they come as one mail.";

export function digestHtml({ subject, sentence, table, parts, included, unsubscribe }: DigestMail): string {
  const cell =
    "padding:9px 0 4px;border-top:1px solid #e3e5ea;font-size:13px;line-height:18px;vertical-align:top;color:#1c1f26";
  const rows = table.map(
    ({ name, spent, share, bar }) =>
      `<tr><td class="ink line" style="${cell}">${escaped(name)}</td>` +
      `<td align="right" class="ink line" style="${cell};padding-left:12px;${NUMBERS}">${escaped(spent)}</td>` +
      `<td align="right" class="ink line" style="${cell};padding-left:12px;font-weight:600;${NUMBERS}">${escaped(share)}</td></tr>` +
      `<tr><td colspan="3" style="padding:0 0 9px">${burnBar(bar)}</td></tr>`,
  );
  return mailPage({
    subject,
    preview: sentence,
    parts: [
      lead(sentence),
      rows.length > 0
        ? `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 28px">${rows.join("")}</table>`
        : "",
      ...parts.map(
        (part) =>
          title(part.title) +
          plainText(part.sentence) +
          plainText(part.more) +
          anchors([
            ...part.links,
            ...(part.unsubscribe ? [{ label: "No more mails about it", url: part.unsubscribe }] : []),
          ]),
      ),
      smallPrint(included),
    ],
    footer: `${escaped(BECAUSE)} ${unsubscribe ? anchor("No more mails about these budgets", unsubscribe) : ""}`.trim(),
  });
}

/** Made of table cells, which every client draws: what is spent, with a mark where the period is. */
function burnBar({ spent, gone, isOver }: Row["bar"]): string {
  const filled = isOver ? "#b42318" : "#2a56d6";
  const edges = [...new Set([0, spent, gone, Math.min(100, gone + 1), 100])].sort((one, other) => one - other);
  const cells = edges.slice(1).map((end, at) => {
    const start = edges[at] ?? 0;
    const isMark = start === gone && end === gone + 1;
    const [color, name] = isMark
      ? ["#1c1f26", "bar-mark"]
      : start < spent
        ? [filled, "bar-full"]
        : ["#e3e5ea", "bar-rest"];
    return `<td class="${name}" width="${end - start}%" height="6" style="background:${color};height:6px;line-height:6px;font-size:1px">&nbsp;</td>`;
  });
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr>${cells.join("")}</tr></table>`;
}

export function digestText({ sentence, table, parts, included, unsubscribe }: DigestMail): string {
  const all = [
    wrapped(sentence),
    ...(table.length > 0 ? [columns(table.map(({ name, spent, share }) => [name, `${spent}  ${share}`.trim()]))] : []),
    ...parts.map((part) =>
      [
        part.title,
        wrapped(part.sentence),
        ...(part.more ? [wrapped(part.more)] : []),
        part.links.map(({ label, url }) => `${label}:\n${url}`).join("\n"),
        ...(part.unsubscribe ? [`No more mails about it:\n${part.unsubscribe}`] : []),
      ].join("\n"),
    ),
    ...(included ? [wrapped(included)] : []),
    BECAUSE,
    ...(unsubscribe ? [`No more mails about these budgets:\n${unsubscribe}`] : []),
  ];
  return `${all.join("\n\n")}\n`;
}
