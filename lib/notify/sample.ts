import type { AlertEvidence } from "../alerts/evidence";
import { publicUrl } from "../auth/public-url";
import { env } from "../env";
import { addDays, daysIn } from "../focus/period";
import { budgetMail } from "./budget-mail";
import type { ChannelMessage } from "./channel-message";

const PERIOD = { from: "2026-11-01", to: "2026-12-01" };
const THROUGH = "2026-11-21";

/** A budget that does not exist, over its amount: what tests of mail servers and channels show. */
export function sampleEvidence(now: Date): AlertEvidence {
  return {
    budget: {
      id: "00000000-0000-4000-8000-000000000000",
      name: "Example",
      where: [{ dimension: "tag.team", operator: "eq", values: ["example"] }],
      metric: "effective",
      includes: { credits: true, tax: true, refunds: true, support: true },
      currency: "USD",
      timeZone: "UTC",
      owner: null,
      escalation: null,
    },
    period: { ...PERIOD, name: "November 2026", ended: false },
    threshold: { kind: "actual", unit: "percent", value: "100", key: "actual percent 100" },
    state: "over",
    reason: "Spent $11,240.18 of $10,000.00 (112 %) after 21 of 30 days: $1,240.18 over.",
    figures: {
      amount: "10000",
      rolledOver: "0",
      actual: "11240.18",
      used: "1.124018",
      days: 30,
      elapsedDays: 21,
      expectedByNow: "7000",
      aheadOfPace: "4240.18",
      dailyBurn: "620",
      forecast: { amount: "14902.4", low: "14210", high: "15630.2" },
      forecastGap: null,
      probability: "0.9999",
      crossedOn: "2026-11-19",
      expectedCrossing: null,
      spentInDays: null,
    },
    drivers: {
      basis: "actual",
      overrun: "1240.18",
      drivers: [
        {
          service: "Amazon Elastic Compute Cloud",
          account: "example-prod",
          amount: "1010.1",
          share: "0.8145",
          now: "1500.3",
          before: "210.2",
          firstSeen: "2026-11-09",
          causes: [{ cause: "quantity", amount: "1290.1" }],
        },
        {
          service: "Amazon Relational Database Service",
          account: "example-prod",
          amount: "140.03",
          share: "0.1129",
          now: "3500.3",
          before: "3210.2",
          firstSeen: "2025-09-01",
        },
      ],
      rest: { amount: "90.05", contributors: 14 },
    },
    course: sampleCourse(),
    dataThrough: THROUGH,
    dataVersion: "0",
    evaluatedAt: now.toISOString(),
  };
}

function sampleCourse(): NonNullable<AlertEvidence["course"]> {
  const days = daysIn({ from: PERIOD.from, to: addDays(THROUGH, 1) });
  const rest = daysIn({ from: addDays(THROUGH, 1), to: PERIOD.to });
  return {
    spent: days.map((day, at) => ({ day, total: (11_240.18 * (at + 1) ** 1.3) / days.length ** 1.3 })),
    expected: rest.map((day, at) => {
      const share = (at + 1) / rest.length;
      const middle = 11_240.18 + 3_662.22 * share;
      return { day, middle, low: middle - 692 * Math.sqrt(share), high: middle + 728 * Math.sqrt(share) };
    }),
  };
}

/** What a test posts to a channel. */
export function sampleMessage(now: Date): ChannelMessage {
  const evidence = sampleEvidence(now);
  const mail = budgetMail("alert", evidence);
  return {
    id: evidence.budget.id,
    mail: { ...mail, subject: `[Test] ${mail.subject}`, sentence: `This is a test of Outlay. ${mail.sentence}` },
    evidence,
    actions: [{ label: "Open Outlay", url: `${publicUrl(env())}/settings/notifications` }],
  };
}
