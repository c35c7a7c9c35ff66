import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { Money, plain, sumOf } from "../focus/money";
import { madeServer } from "../notify/made-outbox";
import { deliverDue } from "../notify/outbox";
import { outboxList } from "../notify/outbox-list";
import { evaluateBudgets } from "./evaluate";
import type { AlertEvidence } from "./evidence";
import { explainAlerts, explainDue } from "./explain";
import { chargeOn, madeEvaluation, trialNow } from "./made-evaluation";

beforeAll(async () => {
  process.env.OUTLAY_SECRET ??= "only-for-tests-".repeat(4);
  await scratchDatabase();
});
afterAll(closeDatabase);

it("a message waits for what drives its alert, which is found once, also after who looked for it died", async () => {
  const { scope, own, budget } = await madeEvaluation("waits");
  await budget({ amount: { mode: "fixed", amount: "150" } });
  await evaluateBudgets(scope, trialNow);
  const server = madeServer();
  expect(await deliverDue(server, "outlay@example.com")).toBe(0);
  expect(await outboxList(scope, { states: ["queued"] })).toMatchObject([{ hold: "drivers", attempts: 0 }]);

  let told = 0;
  expect(await explainDue(() => (told += 1))).toBe(1);
  expect(told).toBe(1);
  expect(await explainDue()).toBe(0);
  expect(await deliverDue(server, "outlay@example.com")).toBe(1);
  expect(server.letters[0]?.text).toContain("What makes up the overrun");

  await rowsOf(sql`delete from outbox where ${own}; `);
  await rowsOf(sql`delete from alert where ${own}`);
  await evaluateBudgets(scope, trialNow);
  await rowsOf(
    sql`update alert set drivers_awaited_until = now() - interval '1 second' where drivers_awaited_until is not null`,
  );
  expect(await deliverDue(server, "outlay@example.com")).toBe(1);
  expect(server.letters[1]?.text).not.toContain("What makes up the overrun");
  expect(await explainAlerts(scope)).toBe(1);
  const rows = await rowsOf<{ drivers: unknown }>(
    sql`select payload -> 'drivers' as drivers from outbox where ${own} and state = 'sent'`,
  );
  expect(rows).toEqual([{ drivers: null }]);
});

it("who has several alerts of one load gets them as one mail, which does not wait for all of them for long", async () => {
  const { scope, own, budget } = await madeEvaluation("together");
  for (const name of ["Payments", "Search"]) await budget({ name, amount: { mode: "fixed", amount: "150" } });
  await evaluateBudgets(scope, trialNow);
  const ofOne = sql`${own} and budget_id = (select id from budget where ${own} and name = 'Payments')`;
  await rowsOf(sql`update alert set drivers_awaited_until = null where ${ofOne}`);
  const server = madeServer();
  expect(await deliverDue(server, "outlay@example.com")).toBe(0);
  expect(await outboxList(scope, { states: ["queued"] })).toMatchObject([{ hold: "drivers" }, { hold: "drivers" }]);
  expect(await explainAlerts(scope)).toBe(1);
  expect(await deliverDue(server, "outlay@example.com")).toBe(1);
  expect(server.letters[0]?.subject).toMatch(/^\[2 alerts\]: (Payments, Search|Search, Payments)$/);

  await rowsOf(sql`delete from alert where ${own}`);
  await evaluateBudgets(scope, trialNow);
  await rowsOf(sql`update alert set drivers_awaited_until = null where ${ofOne}`);
  await rowsOf(
    sql`update alert set drivers_awaited_until = drivers_awaited_until - interval '41 seconds' where ${own}`,
  );
  expect(await deliverDue(server, "outlay@example.com")).toBe(1);
  expect(server.letters[1]?.subject).toContain("Payments June 2026 budget");
});

async function evidenceOf(own: ReturnType<typeof sql>): Promise<AlertEvidence> {
  const [row] = await rowsOf<{ evidence: AlertEvidence }>(sql`
    select evidence from alert where ${own} and state = 'open'`);
  if (!row) throw new Error("No alert is open.");
  return row.evidence;
}

function addUp({ drivers }: AlertEvidence): void {
  if (!drivers) throw new Error("There are no drivers.");
  expect(plain(sumOf([...drivers.drivers.map(({ amount }) => amount), drivers.rest.amount]))).toBe(drivers.overrun);
  for (const { causes = [], now, before } of drivers.drivers) {
    expect(plain(sumOf(causes.map(({ amount }) => amount)))).toBe(plain(new Money(now).minus(before)));
  }
}

it("a scope of one service and account is driven by resources, or by what tells more of it", async () => {
  const one = await madeEvaluation("resources", { resource: "i-old" });
  const more = { resource: "i-new", subAccountName: "payments" };
  await one.restated([
    chargeOn("2026-05-30", "1", more),
    ...["2026-06-12", "2026-06-13"].map((day) => chargeOn(day, "40.005", more)),
    chargeOn("2026-06-14", "-3.5", { chargeKind: "credit" }),
  ]);
  const where = [{ dimension: "subAccount", operator: "in", values: ["111"] }];
  await one.budget({ amount: { mode: "fixed", amount: "200" }, where });
  await one.judge();
  const evidence = await evidenceOf(one.own);
  expect(evidence.names).toEqual({ subAccount: { 111: "payments" } });
  expect(evidence.drivers?.drivers[0]).toMatchObject({
    service: "Amazon EC2",
    account: "111",
    accountName: "payments",
    part: { dimension: "resource", value: "i-new", name: null },
    firstSeen: "2026-05-30",
    now: "80.01",
    before: "0",
  });
  addUp(evidence);

  // A thousand small machines: none of them tells much, their team does.
  const many = await madeEvaluation("tags", { tags: { team: "search" } });
  await many.restated(
    Array.from({ length: 60 }, (_, index) =>
      chargeOn("2026-06-12", "1.5", { resource: `i-${index}`, tags: { team: "payments" } }),
    ),
  );
  await many.budget({ amount: { mode: "fixed", amount: "200" } });
  await many.judge();
  const told = await evidenceOf(many.own);
  expect(told.drivers?.drivers[0]).toMatchObject({ part: { dimension: "tag.team", value: "payments" }, now: "90" });
  addUp(told);
});

it("drivers add up to the overrun with the rest, to the last digit", async () => {
  const made = await madeEvaluation("drivers");
  await made.restated([
    chargeOn("2026-06-12", "77.123456789", { service: "AWS Glue", subAccount: "222" }),
    chargeOn("2026-06-13", "0.0000000003", { service: "Amazon S3" }),
    chargeOn("2026-06-14", "-3.5", { chargeKind: "credit" }),
  ]);
  await made.budget({ amount: { mode: "fixed", amount: "200" } });
  await made.judge();
  const evidence = await evidenceOf(made.own);
  expect(evidence.figures.actual).toBe("263.6234567893");
  expect(evidence.drivers?.overrun).toBe("63.6234567893");
  expect(evidence.drivers?.drivers[0]).toMatchObject({
    service: "AWS Glue",
    account: "222",
    firstSeen: "2026-06-12",
  });
  addUp(evidence);
  expect(evidence.reason).toBe("Spent $263.62 of $200.00 (132 %) after 19 of 30 days: $63.62 over.");
});
