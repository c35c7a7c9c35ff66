import type { BudgetMail } from "./budget-mail";
import type { DriverTable } from "./budget-mail-figures";
import type { MailLinks } from "./mail-links";

const WIDTH = 72;

/** The mail for readers without HTML: the same words in the same order, wrapped. */
export function budgetMailText(mail: BudgetMail, links: MailLinks): string {
  const parts = [
    mail.title,
    wrapped(mail.sentence),
    ...(mail.figures.length > 0 ? [figureLines(mail.figures)] : []),
    ...(mail.drivers ? [driverLines(mail.drivers)] : []),
    ...(mail.saving ? [wrapped(mail.saving.sentence)] : []),
    mail.included.map(wrapped).join("\n"),
    links.actions.map(({ label, url }) => `${label}:\n${url}`).join("\n\n"),
    `${wrapped(links.because)}\nNo more mails about it: ${links.unsubscribe}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

const figureLines = (figures: BudgetMail["figures"]) =>
  columns(figures.map(({ label, value, note }) => [label, note ? `${value} (${note})` : value]));

function driverLines({ title, rows, rest, total }: DriverTable): string {
  const sums = columns([...rows, rest, total].map(({ name, amount }) => [amount, name]));
  const details = rows.map(({ name, detail }) => wrapped(`${name}: ${detail}.`)).join("\n");
  return [`${title}:`, sums, ...(rows.length > 0 ? [details] : [])].join("\n\n");
}

export function columns(rows: string[][]): string {
  const width = Math.max(...rows.map(([first = ""]) => first.length));
  return rows.map(([first = "", second = ""]) => `${first.padEnd(width)}  ${second}`).join("\n");
}

export function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
