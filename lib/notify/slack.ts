import type { ChannelMessage } from "./channel-message";

// Limits of Slack's block kit: a header has 150 characters, a section 3,000, a field 2,000.
const HEADER = 150;
const SECTION = 2_900;
const FIELD = 1_900;

/** Slack shows `text` where it cannot show blocks, such as in notifications. */
export function slackBody({ mail, actions }: ChannelMessage): object {
  return {
    text: escaped(mail.subject),
    blocks: [
      { type: "header", text: { type: "plain_text", text: cut(mail.subject, HEADER), emoji: false } },
      section(`*${escaped(mail.sentence)}*`),
      ...(mail.figures.length > 0 ? [{ type: "section", fields: mail.figures.map(field) }] : []),
      ...(mail.drivers ? [section(driverLines(mail.drivers))] : []),
      ...(mail.saving ? [section(escaped(mail.saving.sentence))] : []),
      { type: "context", elements: mail.included.map((line) => markdown(escaped(line))) },
      {
        type: "actions",
        elements: actions.map(({ label, url }, index) => ({
          type: "button",
          text: { type: "plain_text", text: label, emoji: false },
          url,
          action_id: `outlay_${index}`,
          ...(index === 0 && { style: "primary" }),
        })),
      },
    ],
  };
}

function driverLines({ title, rows, rest, total }: NonNullable<ChannelMessage["mail"]["drivers"]>): string {
  const lines = [
    ...rows.map(
      ({ name, amount, share, detail }) =>
        `• *${escaped(amount)}* ${escaped(name)}${share ? ` (${share})` : ""}\n    ${escaped(detail)}`,
    ),
    `• *${escaped(rest.amount)}* ${escaped(rest.name)}`,
    `*${escaped(total.amount)}* ${escaped(total.name)}`,
  ];
  return cut(`*${escaped(title)}*\n${lines.join("\n")}`, SECTION);
}

const field = ({ label, value, note }: ChannelMessage["mail"]["figures"][number]) =>
  markdown(cut(`*${escaped(label)}*\n${escaped(value)}${note ? `\n${escaped(note)}` : ""}`, FIELD));

const markdown = (text: string) => ({ type: "mrkdwn", text });
const section = (text: string) => ({ type: "section", text: markdown(cut(text, SECTION)) });

const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** The three characters that Slack treats as markup; names come from bills. */
const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "");
