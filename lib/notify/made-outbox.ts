import type { AlertEvidence } from "../alerts/evidence";
import { db } from "../db/client";
import { madeEvidence } from "./made-evidence";
import type { Delivery, Letter, MailServer } from "./mail-server";

type Made = {
  recipients: string[];
  name?: string;
  kind?: "real" | "demo";
  evidence?: Partial<AlertEvidence>;
  budget?: { owner?: string; recipients?: string[]; escalation?: string };
};

/** For tests: a budget that is over, with an alert of it and a message to each recipient. */
export async function madeAlert({ recipients, name = "payments", kind = "real", evidence = {}, budget = {} }: Made) {
  const slug = kind === "real" ? "main" : "demo";
  const workspace = await db.workspace.upsert({ where: { slug }, create: { slug, name: slug, kind }, update: {} });
  const workspaceId = workspace.id;
  const made = madeEvidence();
  const { id: budgetId } = await db.budget.create({
    data: {
      workspaceId,
      name,
      metric: "effective",
      currency: "USD",
      every: "month",
      amount: { mode: "fixed", amount: "10000" },
      createdBy: "test",
      ...budget,
    },
  });
  const payload = { ...made, budget: { ...made.budget, id: budgetId, name }, ...evidence };
  const at = new Date(made.evaluatedAt);
  const key = { budgetId, threshold: "actual percent 100", periodStart: new Date("2026-11-01"), episode: 1 };
  const { id: alertId } = await db.alert.create({
    data: {
      ...key,
      workspaceId,
      periodEnd: new Date("2026-12-01"),
      state: "open",
      openedAt: at,
      dataVersion: 4,
      evidence: payload,
    },
  });
  await db.outboxIntent.createMany({
    data: recipients.map((recipient) => ({
      ...key,
      workspaceId,
      alertId,
      message: "alert" as const,
      recipient,
      payload,
      createdAt: new Date(),
      updatedAt: at,
    })),
  });
  return { workspaceId, budgetId, alertId };
}

/** The far side of the wire: what it was given, and what it answers. */
export function madeServer(answer: (letter: Letter) => Delivery = () => ({ outcome: "sent", response: "250 kept" })) {
  const letters: Letter[] = [];
  const server: MailServer = {
    deliver: async (letter) => {
      letters.push(letter);
      return answer(letter);
    },
    close: () => {},
  };
  return { ...server, letters };
}
