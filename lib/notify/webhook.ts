import { createHmac } from "node:crypto";
import type { ChannelMessage } from "./channel-message";

/** The facts for a program: exact decimals as text, and the words for whoever reads its log. */
export function webhookBody({ id, mail, evidence, actions }: ChannelMessage): object {
  const { budget, period, threshold, drivers, saving, dataVersion, correction } = evidence;
  // Of an alert that does not hold any more: how it stands now.
  const { state, figures, dataThrough, evaluatedAt } = correction ?? evidence;
  const { where, metric, includes } = budget;
  return {
    id,
    type: `budget.${mail.kind}`,
    budget: { id: budget.id, name: budget.name, currency: budget.currency, owner: budget.owner },
    period,
    threshold,
    state,
    subject: mail.subject,
    sentence: mail.sentence,
    scope: { where, metric, includes },
    note: correction?.note ?? null,
    figures,
    drivers,
    saving: saving ?? null,
    dataThrough,
    dataVersion,
    evaluatedAt,
    links: Object.fromEntries(actions.map(({ label, url }) => [label, url])),
  };
}

/** What the receiver computes too: HMAC-SHA-256 with the channel's secret over "timestamp.body", in hex. */
export function webhookHeaders(secret: string, id: string, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return { "Outlay-Id": id, "Outlay-Timestamp": timestamp, "Outlay-Signature": `v1=${signature}` };
}
