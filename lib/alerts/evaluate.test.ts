import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { isBeingJudged } from "../budgets/list";
import { changeBudget } from "../budgets/write";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { Money, plain, sumOf } from "../focus/money";
import { escalateDue } from "./escalate";
import { evaluateBudgets } from "./evaluate";
import type { AlertEvidence } from "./evidence";
import { chargeOn, madeEvaluation, trialNow } from "./made-evaluation";

const now = trialNow;
const day = chargeOn;
let made: Awaited<ReturnType<typeof madeEvaluation>>;
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
});
afterAll(closeDatabase);

async function ledger(name: string): Promise<void> {
  made = await madeEvaluation(name);
  scope = made.scope;
}

const budget: (typeof made)["budget"] = (input, setOn) => made.budget(input, setOn);
const restated: (typeof made)["restated"] = (charges) => made.restated(charges);
const alerts = () => made.alerts();
const told = () => made.told();
const judge = () => made.judge();

describe("an evaluation", () => {
  it("stores the verdict of each watched period, and the same data changes nothing", async () => {
    await ledger("verdicts");
    const id = await budget({ amount: { mode: "fixed", amount: "1000" } });
    await judge();
    const rows = await db.budgetEvaluation.findMany({ where: { budgetId: id }, orderBy: { periodStart: "asc" } });
    const june = rows.at(-1);
    expect(june).toMatchObject({ verdict: "on_track", dataThrough: new Date("2026-06-19") });
    expect(june?.actual.toFixed()).toBe("190");
    expect(june?.forecast?.toFixed()).toBe("300");
    expect(june?.reason).toBe("Spent $190.00 of $1,000.00 (19 %) after 19 of 30 days; $300 are expected by the end.");
    expect(rows.find(({ periodStart }) => periodStart.toISOString().startsWith("2026-05"))?.actual.toFixed()).toBe(
      "310",
    );
    await evaluateBudgets(scope, new Date("2026-06-20T09:07:00Z"));
    const again = await db.budgetEvaluation.findMany({ where: { budgetId: id }, orderBy: { periodStart: "asc" } });
    expect(again).toEqual(rows);
    expect(await alerts()).toEqual([]);
  });

  it("speaks of the highest of several thresholds, and says why the others are silent", async () => {
    await ledger("several");
    await budget({ amount: { mode: "fixed", amount: "180" }, recipients: ["finance@example.com"] });
    await judge();
    expect(await alerts()).toMatchObject([
      { threshold: "actual percent 100", state: "open" },
      { threshold: "actual percent 80", state: "superseded" },
      { threshold: "forecast percent 100", state: "superseded" },
    ]);
    const messages = await told();
    expect(messages.filter(({ state }) => state === "queued")).toMatchObject([
      { threshold: "actual percent 100", recipient: "ada@example.com" },
      { threshold: "actual percent 100", recipient: "finance@example.com" },
    ]);
    expect(messages.filter(({ state }) => state === "suppressed")).toHaveLength(4);
  });

  it("has drivers that add up to the overrun with the rest, to the last digit", async () => {
    await ledger("drivers");
    await restated([
      day("2026-06-12", "77.123456789", { service: "AWS Glue", subAccount: "222" }),
      day("2026-06-13", "0.0000000003", { service: "Amazon S3" }),
      day("2026-06-14", "-3.5", { chargeKind: "credit" }),
    ]);
    await budget({ amount: { mode: "fixed", amount: "200" } });
    await judge();
    const [row] = await rowsOf<{ evidence: AlertEvidence }>(sql`
      select evidence from alert where workspace_id = ${scope.workspaceId}::uuid and state = 'open'`);
    const { drivers, figures, reason } = row?.evidence ?? {};
    expect(figures?.actual).toBe("263.6234567893");
    expect(drivers?.overrun).toBe("63.6234567893");
    expect(drivers?.drivers[0]).toMatchObject({ service: "AWS Glue", account: "222", firstSeen: "2026-06-12" });
    expect(plain(sumOf([...(drivers?.drivers ?? []).map(({ amount }) => amount), drivers?.rest.amount ?? "0"]))).toBe(
      drivers?.overrun,
    );
    for (const driver of drivers?.drivers ?? []) {
      const causes = sumOf((driver.causes ?? []).map(({ amount }) => amount));
      expect(plain(causes)).toBe(plain(new Money(driver.now).minus(driver.before)));
    }
    expect(reason).toBe("Spent $263.62 of $200.00 (132 %) after 19 of 30 days: $63.62 over.");
  });

  it("alerts once for late charges of a month that has ended, and takes back what was restated away", async () => {
    await ledger("late");
    const input = { amount: { mode: "fixed", amount: "320" }, thresholds: [{ kind: "actual", value: "100" }] };
    await budget(input, "2026-05-02");
    await judge();
    expect(await alerts()).toEqual([]);

    await restated([day("2026-05-31", "15", { service: "Support" })]);
    await judge();
    await judge();
    expect(await alerts()).toMatchObject([{ period: "2026-05-01", state: "open", late: true, episode: 1 }]);
    expect(await told()).toMatchObject([{ message: "late_charges", state: "queued" }]);

    await rowsOf(sql`update outbox set state = 'sent' where workspace_id = ${scope.workspaceId}::uuid`);
    await restated([day("2026-05-31", "-12", { chargeKind: "refund" })]);
    await judge();
    expect(await alerts()).toMatchObject([
      { state: "retracted", note: "Charges were restated: $313.00 are spent, below $320.00." },
    ]);
    expect(await told()).toMatchObject([
      { message: "late_charges", state: "sent" },
      { message: "retraction", state: "queued" },
    ]);

    await restated([day("2026-05-30", "20")]);
    await judge();
    expect(await alerts()).toMatchObject([{ state: "retracted" }, { state: "open", episode: 2 }]);
    await rowsOf(sql`
      update outbox set message_id = 'on its way' where workspace_id = ${scope.workspaceId}::uuid
        and message = 'late_charges' and state = 'queued'`);
    await restated([day("2026-05-30", "-20", { chargeKind: "refund" })]);
    await judge();
    expect((await told()).filter(({ message }) => message === "retraction")).toMatchObject([
      { state: "queued" },
      { state: "queued" },
    ]);
  });

  it("takes an alert back once from who was told of it twice, as owner and as second address", async () => {
    await ledger("twice");
    await budget({ amount: { mode: "fixed", amount: "150" }, escalation: "ada@example.com" });
    await judge();
    const own = sql`workspace_id = ${scope.workspaceId}::uuid and state = 'open'`;
    await rowsOf(sql`update alert set opened_at = now() - interval '25 hours' where ${own}`);
    expect(await escalateDue()).toBe(1);
    await rowsOf(sql`
      update outbox set state = 'sent' where workspace_id = ${scope.workspaceId}::uuid and message = 'alert'
        and state = 'queued'`);
    await restated([day("2026-06-10", "-120", { chargeKind: "refund" })]);
    await judge();
    expect((await told()).filter(({ threshold }) => threshold === "actual percent 100")).toMatchObject([
      { message: "alert", state: "sent" },
      { message: "retraction", state: "queued" },
      { message: "escalation", state: "suppressed" },
    ]);
  });

  it("lets a higher threshold silence a message that was not sent yet", async () => {
    await ledger("higher");
    const id = await budget({
      amount: { mode: "fixed", amount: "220" },
      thresholds: [{ kind: "actual", value: "80" }],
    });
    await judge();
    expect(await told()).toMatchObject([{ threshold: "actual percent 80", state: "queued" }]);
    await changeBudget(scope, id, {
      thresholds: [
        { kind: "actual", unit: "percent", value: "80" },
        { kind: "actual", unit: "percent", value: "100" },
      ],
    });
    await restated([day("2026-06-18", "40")]);
    await judge();
    expect(await told()).toMatchObject([
      { threshold: "actual percent 100", state: "queued" },
      { threshold: "actual percent 80", state: "suppressed" },
    ]);
    expect(await alerts()).toMatchObject([{ state: "open" }, { state: "superseded" }]);
    const silenced = await db.outboxIntent.findFirst({ where: { budgetId: id, state: "suppressed" } });
    expect(silenced?.reason).toBe('Outranked by the threshold "100 % spent", which was crossed before this was sent.');
  });

  it("arms a forecast threshold again only after two calm loads", async () => {
    await ledger("calm");
    await budget({ amount: { mode: "fixed", amount: "295" }, thresholds: [{ kind: "forecast", value: "100" }] });
    await judge();
    expect(await alerts()).toMatchObject([{ threshold: "forecast percent 100", state: "open" }]);
    await made.sent();
    await restated([day("2026-06-10", "-40", { chargeKind: "refund" })]);
    await judge();
    await judge();
    expect(await alerts()).toMatchObject([{ state: "open" }]);
    await restated([day("2026-06-11", "-1", { chargeKind: "refund" })]);
    await judge();
    expect((await alerts())[0]).toMatchObject({ state: "resolved", note: expect.stringContaining("has eased") });
    expect(await told()).toMatchObject([
      { message: "alert", state: "sent" },
      { message: "eased", state: "queued", recipient: "ada@example.com" },
    ]);
    await restated([day("2026-06-12", "60", { chargeKind: "commitment purchase" })]);
    await judge();
    expect(await alerts()).toMatchObject([{ episode: 1 }, { episode: 2, state: "open" }]);
  });

  it("takes back every alert of a scope whose charges are all gone, with the reason", async () => {
    await ledger("gone");
    await restated([day("2026-05-30", "1", { service: "Amazon S3" })]);
    const where = [{ dimension: "service", operator: "eq", values: ["Amazon EC2"] }];
    const thresholds = [{ kind: "actual", value: "100" }];
    await budget({ where, amount: { mode: "fixed", amount: "150" }, thresholds }, "2026-05-02");
    await judge();
    await made.sent();
    expect(await alerts()).toMatchObject([
      { period: "2026-05-01", state: "open" },
      { period: "2026-06-01", state: "open" },
    ]);
    await rowsOf(sql`
      update dim_service set service_name = 'Amazon Elastic Compute Cloud'
      where workspace_id = ${scope.workspaceId}::uuid and service_name = 'Amazon EC2'`);
    await judge();
    const reason = "No charge matches its scope: check the filter for a name that has changed.";
    expect((await alerts()).slice(-2)).toMatchObject([
      { period: "2026-05-01", state: "retracted", note: reason },
      { period: "2026-06-01", state: "retracted", note: reason },
    ]);
    expect((await told()).filter(({ state }) => state === "queued")).toMatchObject([
      { message: "retraction" },
      { message: "retraction" },
    ]);
    await judge();
    expect((await told()).filter(({ state }) => state === "queued")).toHaveLength(2);
  });

  it("opens one alert however many evaluate at once, whatever their clocks say", async () => {
    await ledger("replicas");
    await budget({ amount: { mode: "fixed", amount: "150" } });
    const late = new Date(now.getTime() + 7 * 60_000);
    const runs = [now, late, now, late].map((clock) => evaluateBudgets(scope, clock, { onlyDue: true }));
    const done = (await Promise.all(runs)).filter((each) => each !== null);
    expect(done).toHaveLength(1);
    await Promise.all([judge(), judge(), judge()]);
    expect((await alerts()).filter(({ state }) => state === "open")).toHaveLength(1);
    expect((await told()).filter(({ state }) => state === "queued")).toHaveLength(1);
  });

  it("is due once after a change of charges, and not by the clock", async () => {
    await ledger("due");
    await budget({});
    expect(await isBeingJudged(scope)).toBe(true);
    expect(await evaluateBudgets(scope, now, { onlyDue: true })).not.toBeNull();
    expect(await isBeingJudged(scope)).toBe(false);
    expect(await evaluateBudgets(scope, new Date("2026-06-25T00:00:00Z"), { onlyDue: true })).toBeNull();
    await restated([day("2026-06-18", "1")]);
    expect(await evaluateBudgets(scope, now, { onlyDue: true })).not.toBeNull();
  });
});
