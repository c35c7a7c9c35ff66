import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { madeAlert, madeServer } from "../notify/made-outbox";
import { deliverDue } from "../notify/outbox";
import { escalateDue } from "./escalate";
import { chargeOn, madeEvaluation } from "./made-evaluation";

const FROM = "Outlay <outlay@example.com>";
const ADA = "ada@example.com";
const old = sql`opened_at = now() - interval '20 days'`;

beforeAll(async () => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
  await scratchDatabase();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
});

describe("the second address of a budget", () => {
  const opened = async (hours: number) =>
    await rowsOf(sql`update alert set opened_at = now() - make_interval(hours => ${hours})`);
  const told = () =>
    rowsOf<{ message: string; recipient: string }>(sql`
      select message::text, recipient from outbox where message = 'escalation'`);

  beforeEach(async () => {
    await db.workspace.deleteMany({});
    await madeAlert({ recipients: [ADA], budget: { owner: ADA, escalation: "boss@example.com" } });
  });

  it("is told when nobody acknowledged within a day, once, wherever the job runs", async () => {
    await opened(23);
    expect(await escalateDue()).toBe(0);
    await opened(25);
    const counts = await Promise.all([escalateDue(), escalateDue(), escalateDue()]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(await told()).toEqual([{ message: "escalation", recipient: "boss@example.com" }]);
    const events = await db.alertEvent.findMany();
    expect(events).toMatchObject([{ kind: "escalated", actor: "outlay", text: "To boss@example.com." }]);
    const there = madeServer();
    await deliverDue(there, FROM);
    expect(there.letters.find(({ to }) => to === "boss@example.com")?.subject).toMatch(/^\[Escalated, over 112 %\]/);
  });

  it.each([
    ["acknowledged", sql`state = 'acknowledged'`],
    ["assigned", sql`assigned_to = 'ben@example.com'`],
    ["snoozed", sql`state = 'snoozed', snoozed_until = now() + interval '1 day'`],
    ["resolved", sql`state = 'resolved'`],
    ["over", sql`ended_at = now()`],
    ["a week old", sql`opened_at = now() - interval '8 days'`],
    ["long out of its snooze", sql`${old}, state = 'snoozed', snoozed_until = now() - interval '8 days'`],
  ])("is not told of an alert that is %s", async (_what, change) => {
    await opened(25);
    await rowsOf(sql`update alert set ${change}`);
    expect(await escalateDue()).toBe(0);
  });

  it("is told of an alert that nobody took up after its snooze, however long that was", async () => {
    await rowsOf(sql`update alert set ${old}, state = 'snoozed', snoozed_until = now() - interval '1 hour'`);
    expect(await escalateDue()).toBe(1);
    expect(await escalateDue()).toBe(0);
  });
});

it("an alert is taken back once from who was told of it twice, as owner and as second address", async () => {
  const { own, budget, judge, restated, told } = await madeEvaluation("twice");
  await budget({ amount: { mode: "fixed", amount: "150" }, escalation: "ada@example.com" });
  await judge();
  await rowsOf(sql`update alert set opened_at = now() - interval '25 hours' where ${own} and state = 'open'`);
  expect(await escalateDue()).toBe(1);
  await rowsOf(sql`
    update outbox set state = 'sent' where ${own} and message = 'alert'
      and state = 'queued'`);
  await restated([chargeOn("2026-06-10", "-120", { chargeKind: "refund" })]);
  await judge();
  expect((await told()).filter(({ threshold }) => threshold === "actual percent 100")).toMatchObject([
    { message: "alert", state: "sent" },
    { message: "retraction", state: "queued" },
    { message: "escalation", state: "suppressed" },
  ]);
});
