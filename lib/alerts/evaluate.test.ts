import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { isBeingJudged } from "../budgets/list";
import type { BudgetChanges } from "../budgets/spec";
import { changeBudget } from "../budgets/write";
import { closeDatabase, db } from "../db/client";
import { Prisma } from "../db/generated/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { removeSource } from "../ledger/source-remove";
import { evaluateBudgets } from "./evaluate";
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
    const id = await budget({ where, amount: { mode: "fixed", amount: "150" }, thresholds }, "2026-05-02");
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
    const ofMay = { budgetId: id, periodStart: new Date("2026-05-01") };
    expect(await db.budgetEvaluation.findFirst({ where: ofMay })).toMatchObject({
      verdict: "invalid",
      reason,
      amount: null,
      actual: new Prisma.Decimal(0),
      evidence: { name: "May 2026", ended: true, figures: null },
    });
    await judge();
    expect((await told()).filter(({ state }) => state === "queued")).toHaveLength(2);
  });

  it("judges the newest period anew when its charges are gone and only those of earlier ones are left", async () => {
    await ledger("shorter");
    const id = await budget({
      amount: { mode: "fixed", amount: "400" },
      thresholds: [{ kind: "actual", value: "100" }],
    });
    await restated([day("2026-07-03", "500", { source: "Reseller" })]);
    await judge();
    await made.sent();
    const ofReseller = { workspaceId: scope.workspaceId, name: "Reseller" };
    await removeSource(scope, (await db.source.findFirstOrThrow({ where: ofReseller })).id);
    await judge();
    const july = { budgetId: id, periodStart: new Date("2026-07-01") };
    expect((await db.budgetEvaluation.findFirst({ where: july }))?.actual.toFixed()).toBe("0");
    const note = "Charges were restated: $0.00 are spent, below $400.00.";
    expect(await alerts()).toMatchObject([{ period: "2026-07-01", state: "retracted", note }]);
  });

  it.each<[string, BudgetChanges, string]>([
    ["weeks", { every: "week" }, "2026-06-01"],
    ["a start after it", { startsOn: "2026-06-10" }, "2026-05-01"],
    ["an end before it", { endsOn: "2026-06-01" }, "2026-06-01"],
    ["dates of its own", { every: "once", startsOn: "2026-05-01", endsOn: "2026-08-01" }, "2026-05-01"],
  ])("settles the alerts of periods that a budget does not have any more: %s", async (what, changes, period) => {
    await ledger(`rhythm ${what}`);
    const thresholds = [{ kind: "actual", value: "100" }];
    const id = await budget({ amount: { mode: "fixed", amount: "150" }, thresholds }, "2026-05-02");
    await judge();
    await changeBudget(scope, id, changes);
    await judge();
    const settled = await db.alert.findMany({ where: { budgetId: id, endedAt: { not: null } } });
    expect(settled.map(({ periodStart }) => periodStart)).toContainEqual(new Date(period));
    for (const alert of settled) {
      expect(alert).toMatchObject({ state: "resolved", note: "The budget does not have this period any more." });
    }
    const before = await alerts();
    await judge();
    expect(await alerts()).toEqual(before);
    expect(before.every(({ state, note }) => (state === "resolved") === (note !== null))).toBe(true);
    expect((await told()).filter(({ message }) => message === "retraction")).toEqual([]);
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
