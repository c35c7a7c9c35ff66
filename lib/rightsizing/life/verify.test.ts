import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import { addCharges, madeWorkspace } from "../../query/made-ledger";
import { countSavings } from "../advice/count";
import { adviceCard } from "../list/card";
import { savingsOverview } from "../list/overview";
import { savingsLedger } from "../list/savings-ledger";
import { at, daily, type MadeAdvice, madeAdvice } from "../made-advice";
import { actOnAdvice } from "./act";
import { verifySavings } from "./verify";

const DONE: Day = "2026-07-31";
let scope: Scope;

const before: [Day, Day] = ["2026-07-01", "2026-08-01"];
const after: [Day, Day] = ["2026-08-01", "2026-09-05"];

const advise = (more: MadeAdvice) => madeAdvice(scope, more);

const done = (id: string, more: { on?: Day; replacedBy?: string } = {}) =>
  actOnAdvice(scope, id, { action: "done", on: DONE, ...more }, at("2026-08-04"));

const stateOf = async (id: string) => (await adviceCard(scope, id)).state;
const booked = async (id: string) =>
  (await adviceCard(scope, id)).savings.map(({ round, basis, saving }) => [round, basis, Number(saving).toFixed(2)]);

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("verify", [])), role: "admin" };
  await addCharges(scope, [
    ...["twice", "round", "both", "chain"].flatMap((id) => [
      ...daily(id, before, "Hrs", 24, 0.4),
      ...daily(id, after, "Hrs", id === "both" ? 12 : 24, 0.2),
    ]),
    ...daily("round", ["2026-09-05", "2026-10-01"], "Hrs", 24, 0.1),
    ...daily("again", before, "Hrs", 24, 0.4),
    ...daily("again", ["2026-08-01", "2026-08-15"], "Hrs", 24, 0.2),
    ...daily("again", ["2026-08-15", "2026-09-05"], "Hrs", 24, 0.1),
    ...daily("fast", before, "GB-Mo", 10, 0.12),
    ...daily("fast", before, "IOPS-Mo", 100, 0.06),
    ...daily("fast", after, "GB-Mo", 10, 0.08),
    ...daily("fast", after, "GiBps-mo", 1, 0.3),
    ...daily("gone", before, "Hrs", 24, 0.1),
    // Another account had something of the same name.
    ...daily("gone", before, "Hrs", 24, 5).map((charge) => ({ ...charge, subAccount: "222" })),
    ...daily("old", before, "Hrs", 24, 0.4),
    ...daily("new", after, "Hrs", 24, 0.3),
    ...daily("slow", before, "Hrs", 24, 0.4),
    ...daily("slow", ["2026-08-01", "2026-08-15"], "Hrs", 24, 0.38),
    ...daily("slow", ["2026-08-15", "2026-09-05"], "Hrs", 24, 0.15),
    ...daily("instance", before, "Hrs", 24, 0.1),
    ...daily("volume", before, "GB-Mo", 10, 0.1),
    ...daily("flat", ["2026-07-01", "2026-09-05"], "Hrs", 24, 0.4),
    ...daily("short", ["2026-08-10", "2026-09-05"], "Hrs", 24, 0.1),
    ...daily("steps", before, "Hrs", 24, 0.4),
    ...daily("steps", ["2026-08-01", "2026-08-04"], "Hrs", 24, 0.2),
    ...daily("steps", ["2026-08-04", "2026-09-05"], "Hrs", 24, 0.1),
  ]);
  await rowsOf(sql`update dim_sku set pricing_unit = sku_id`);
});
afterAll(closeDatabase);

describe("what several sources advised and was done once", () => {
  it("is booked once, with the outcome told of each", async () => {
    const ours = await advise({ resourceId: "twice" });
    const theirs = await advise({ resourceId: "twice", source: "compute-optimizer", saving: "60" });
    const started = await advise({ resourceId: "twice", source: "cost-optimization-hub" });
    await actOnAdvice(scope, started, { action: "start" }, at("2026-07-30"));
    for (const id of [theirs, ours, started]) await done(id);
    const { awaited } = await savingsOverview(scope);
    expect(awaited).toEqual([{ currency: "USD", amount: "50", count: 1 }]);
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    expect(await booked(ours)).toEqual([
      [1, "estimate", "50.00"],
      [1, "days_7", "33.60"],
    ]);
    for (const id of [theirs, started]) {
      const card = await adviceCard(scope, id);
      expect(card).toMatchObject({ state: "verified", bookedWith: ours, savings: [] });
      expect(card.events[0]?.text).toContain("booked with the other recommendation");
    }
    const { realised, accuracy, bySource } = await savingsOverview(scope);
    expect(realised).toEqual([{ currency: "USD", amount: "144", count: 1 }]);
    expect(accuracy).toEqual([{ currency: "USD", estimated: "50", measured: "144" }]);
    expect(bySource.map(({ name, realised: saved }) => [name, saved])).toEqual([["outlay", "144"]]);
  });

  it("has one outcome, through whatever stands between them and however late it is told", async () => {
    const chain = (source: string, target: string) => advise({ resourceId: "chain", source, target });
    const ours = await chain("outlay", "m6i.xlarge");
    const others = [await chain("compute-optimizer", "m6i.large"), await chain("cost-optimization-hub", "m6i.large")];
    await done(ours);
    await done(others[0] ?? "");
    await done(others[1] ?? "", { on: "2026-08-02" });
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    others.push(await chain("cost-explorer-rightsizing", "m6i.xlarge"));
    await done(others[2] ?? "", { on: "2026-08-03" });
    for (const id of others) expect(await adviceCard(scope, id)).toMatchObject({ state: "verified", bookedWith: ours });
  });

  it("is booked by another where the first turns out not to be done", async () => {
    const ours = await advise({ resourceId: "steps" });
    const theirs = await advise({ resourceId: "steps", source: "compute-optimizer" });
    await done(ours);
    await done(theirs);
    expect((await adviceCard(scope, theirs)).bookedWith).toBe(ours);
    await actOnAdvice(scope, ours, { action: "reopen" }, at("2026-08-02"));
    expect(await booked(ours)).toEqual([]);
    expect((await adviceCard(scope, theirs)).bookedWith).toBeNull();
    await actOnAdvice(scope, theirs, { action: "reopen" }, at("2026-08-02"));
  });

  it("leaves each of two changes what it saved itself", async () => {
    const first = await advise({ resourceId: "steps" });
    const second = await advise({ resourceId: "steps", action: "schedule", target: "Off at night", key: "nights" });
    const size = await advise({ resourceId: "both" });
    const hours = await advise({ resourceId: "both", action: "schedule", target: "Off at night" });
    await done(first);
    await done(second, { on: "2026-08-03" });
    for (const id of [size, hours]) await done(id);
    await verifySavings(scope, "2026-09-04", at("2026-09-05"));
    // Two days lie between the first and the second.
    expect((await booked(first))[1]).toEqual([1, "days_7", "9.60"]);
    // 12 hours at 0.2 less, and 12 not at all: together what the bill is lower by in a week.
    expect([(await booked(size))[1], (await booked(hours))[1]]).toEqual([
      [1, "days_7", "16.80"],
      [1, "days_7", "33.60"],
    ]);
  });
});

describe("what is measured", () => {
  it("is measured again when it is done again, and both count", async () => {
    const id = await advise({ resourceId: "round" });
    await done(id);
    await verifySavings(scope, "2026-09-04", at("2026-09-05"));
    expect(await stateOf(id)).toBe("verified");
    await db.recommendation.update({ where: { id }, data: { state: "open", round: 2, doneOn: null } });
    await actOnAdvice(scope, id, { action: "done", on: "2026-09-04" }, at("2026-09-05"));
    await verifySavings(scope, "2026-09-20", at("2026-09-21"));
    expect(await booked(id)).toEqual([
      [1, "estimate", "50.00"],
      [1, "days_7", "33.60"],
      [1, "days_30", "144.00"],
      [2, "estimate", "50.00"],
      [2, "days_7", "16.80"],
    ]);
    const [own] = await rowsOf<{ sum: string }>(sql`
      select round(sum(monthly), 2)::text as sum from saving_entry where recommendation_id = ${id}::uuid and basis <> 'estimate'
        and (round, basis) <> (1, 'days_7')`);
    expect(own?.sum).toBe("216.00");
    expect((await savingsLedger(scope)).filter(({ recommendationId }) => recommendationId === id)).toHaveLength(5);
  });

  it("compares a second round with the days after the first", async () => {
    const id = await advise({ resourceId: "again" });
    await done(id);
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    await db.recommendation.update({ where: { id }, data: { state: "open", round: 2, doneOn: null } });
    await actOnAdvice(scope, id, { action: "done", on: "2026-08-14" }, at("2026-08-15"));
    await verifySavings(scope, "2026-08-22", at("2026-08-23"));
    expect((await booked(id)).at(-1)).toEqual([2, "days_7", "16.80"]);
  });

  it("counts what is no longer bought beside it, and what is bought instead", async () => {
    const id = await advise({
      ...{ resourceId: "fast", kind: "volume", action: "change_storage", saving: "180" },
      ...{ current: "io1 300 GiB, 3000 IOPS", target: "gp3 300 GiB, 3000 IOPS, 250 MiB/s" },
    });
    await done(id);
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    // A day: 10 GiB-months at 0.04 less and 100 IOPS-months at 0.06 not bought, and throughput for 0.3 bought.
    expect((await booked(id))[1]).toEqual([1, "days_7", ((0.4 + 6 - 0.3) * 7).toFixed(2)]);
    expect(await stateOf(id)).toBe("verified");
  });

  it("is all of what was deleted", async () => {
    const id = await advise({ resourceId: "gone", action: "delete", target: "Terminated", saving: "72" });
    await done(id);
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    expect((await booked(id))[1]).toEqual([1, "days_7", "16.80"]);
  });

  it("is once what two deletions took away", async () => {
    const volume = await advise({
      resourceId: "volume",
      kind: "volume",
      action: "delete",
      target: "Deleted",
      saving: "30",
    });
    const whole = await advise({
      resourceId: "instance",
      covers: ["volume"],
      action: "delete",
      target: "Terminated",
      saving: "102",
    });
    await done(volume, { on: "2026-07-31" });
    await done(whole, { on: "2026-07-31" });
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    const saved = [...(await booked(volume)), ...(await booked(whole))].filter(([, basis]) => basis === "days_7");
    expect(saved.reduce((sum, [, , amount]) => sum + Number(amount), 0)).toBeCloseTo(7 * (2.4 + 1));
  });

  it("is less what took the resource's place", async () => {
    const id = await advise({ resourceId: "old", action: "migrate_to_graviton", target: "m6g.2xlarge", saving: "70" });
    await done(id, { replacedBy: "new" });
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    expect((await booked(id))[1]).toEqual([1, "days_7", "16.80"]);
  });

  it("may be too little after seven days, and enough after thirty", async () => {
    const id = await advise({ resourceId: "slow", saving: "200" });
    await done(id);
    await verifySavings(scope, "2026-08-08", at("2026-08-09"));
    expect([await stateOf(id), (await booked(id)).length]).toEqual(["done", 2]);
    await verifySavings(scope, "2026-08-29", at("2026-08-30"));
    expect((await booked(id)).length).toBe(2);
    await verifySavings(scope, "2026-08-30", at("2026-08-31"));
    expect(await stateOf(id)).toBe("verified");
    expect((await booked(id))[2]).toEqual([1, "days_30", (14 * 24 * 0.02 + 16 * 24 * 0.25).toFixed(2)]);
  });

  it("fails if the bill shows less than half after thirty days, and is tried again by itself", async () => {
    const id = await advise({ resourceId: "flat", action: "schedule", target: "Off at night", saving: "900" });
    await done(id);
    await verifySavings(scope, "2026-09-04", at("2026-09-05"));
    expect(await stateOf(id)).toBe("failed");
    await actOnAdvice(scope, id, { action: "start" }, at("2026-09-05"));
    expect((await booked(id)).at(-1)).toEqual([2, "estimate", "900.00"]);
  });

  it("is nothing where the ledger has no day from before, which is said once", async () => {
    const id = await advise({ resourceId: "short" });
    await done(id, { on: "2026-07-31" });
    expect(await verifySavings(scope, "2026-09-04", at("2026-09-05"))).toBe(0);
    expect(await verifySavings(scope, "2026-09-04", at("2026-09-06"))).toBe(0);
    const { state, events, savings } = await adviceCard(scope, id);
    expect(events.filter(({ kind }) => kind === "not_measurable")).toHaveLength(1);
    expect([state, savings.map(({ basis }) => basis)]).toEqual(["done", ["estimate"]]);
    await countSavings(scope);
    expect((await savingsOverview(scope)).awaited.every(({ amount }) => amount === "0")).toBe(true);
  });
});
