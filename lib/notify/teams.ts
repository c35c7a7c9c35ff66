import type { ChannelMessage } from "./channel-message";

/** What a Teams workflow "Post to a channel when a webhook request is received" takes: a message with one adaptive card. */
export function teamsBody({ mail, actions }: ChannelMessage): object {
  const { drivers } = mail;
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          fallbackText: mail.subject,
          body: [
            text(mail.subject, { size: "Medium", weight: "Bolder" }),
            text(mail.sentence, {}),
            facts(mail.figures.map(({ label, value, note }) => [label, note ? `${value} (${note})` : value])),
            ...(drivers
              ? [
                  text(drivers.title, { weight: "Bolder", spacing: "Medium" }),
                  facts([
                    ...drivers.rows.map(({ name, amount, share, detail }) => [
                      amount,
                      `${name}${share ? ` (${share})` : ""}: ${detail}`,
                    ]),
                    [drivers.rest.amount, drivers.rest.name],
                    [drivers.total.amount, drivers.total.name],
                  ]),
                ]
              : []),
            ...(mail.saving ? [text(mail.saving.sentence, {})] : []),
            ...mail.included.map((line) => text(line, { isSubtle: true, size: "Small", spacing: "None" })),
          ],
          actions: actions.map(({ label, url }) => ({ type: "Action.OpenUrl", title: label, url })),
        },
      },
    ],
  };
}

const text = (words: string, look: object) => ({ type: "TextBlock", text: plain(words), wrap: true, ...look });

const facts = (rows: string[][]) => ({
  type: "FactSet",
  facts: rows.map(([title = "", value = ""]) => ({ title: plain(title), value: plain(value) })),
});

/** Cards read a little Markdown; names come from bills. */
const plain = (words: string) => words.replace(/[[\]*_`~#>\\]/g, (sign) => `\\${sign}`);
