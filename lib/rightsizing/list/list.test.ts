import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { Money } from "../../focus/money";
import { madeWorkspace } from "../../query/made-ledger";
import { actOnAdvice } from "../life/act";
import { at, type MadeAdvice, madeAdvice } from "../made-advice";
import { adviceList } from "./advice-list";
import { adviceCard } from "./card";
import type { AdviceFilter } from "./filter";
import { savingsOverview, verdictList } from "./overview";

const now = at("2026-08-10");
let scope: Scope;
const ads = (): Scope => ({ ...scope, rows: [{ dimension: "tag.team", operator: "eq", values: ["ads"] }] });
const advised = async (resourceId: string, more: Omit<MadeAdvice, "resourceId"> = {}) =>
  await madeAdvice(scope, { resourceId, ...more });

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("list", [])), role: "editor" };
});

afterAll(closeDatabase);

it("leads a limited reader to no advice that they may not see", async () => {
  const other = await advised("i-1");
  const own = await advised("i-1", { tags: { team: "ads" }, bookedWith: other, countedInstead: other, counted: "0" });
  expect(await adviceCard(scope, own)).toMatchObject({ bookedWith: other, countedInstead: other });
  expect(await adviceCard(ads(), own)).toMatchObject({ bookedWith: null, countedInstead: null });
});

it("tells what is saved by buying commitments apart, and is found by the account's id or name", async () => {
  await advised("compute", { action: "buy_commitment", kind: "commitment", account: null, counted: "30" });
  await advised("i-2", { counted: "20", account: "222", accountName: "shop" });
  const { potential, buying } = await savingsOverview(scope);
  expect(potential).toEqual([expect.objectContaining({ currency: "USD", amount: "50" })]);
  expect(buying).toEqual([{ currency: "USD", amount: "30", count: 1 }]);
  const found = async (filter: AdviceFilter) =>
    (await adviceList(scope, { filter, sort: "saving", limit: 9 }, now)).items.map(({ resourceId }) => resourceId);
  expect(await found({ account: ["222"] })).toEqual(["i-2"]);
  expect(await found({ account: ["shop"] })).toEqual(["i-2"]);
  expect(await found({ account: [""] })).toEqual(["compute"]);
});

it("shows per team, account, service and adviser what comes to the one total", async () => {
  for (let account = 1; account <= 120; account += 1) {
    await advised(`i-of-${account}`, { counted: "0.1", account: `${account}`, service: "EC2", team: `${account % 3}` });
  }
  await advised("i-begun", { counted: "7.25", state: "in_progress", team: "ads" });
  const overview = await savingsOverview(scope);
  const sumOf = (amounts: { amount: string }[]) => Money.sum(0, ...amounts.map(({ amount }) => amount)).toFixed();
  const total = sumOf([...overview.potential, ...overview.inProgress]);
  expect(total).toBe("69.25");
  const { byTeam, byAccount, byService, bySource } = overview;
  expect([byTeam, byAccount, byService, bySource].map(sumOf)).toEqual(Array(4).fill(total));
});

it("sleeps until a day to come, of the year ahead", async () => {
  const id = await advised("i-3");
  const snooze = (until: string) => actOnAdvice(scope, id, { action: "snooze", days: 30, until }, now);
  await expect(snooze("2026-08-10")).rejects.toThrow("still to come");
  await expect(snooze("2027-08-11")).rejects.toThrow("at most 365 days");
  await snooze("2026-08-20");
  expect(await adviceCard(scope, id)).toMatchObject({ state: "snoozed", snoozedUntil: "2026-08-20" });
});

it("finds verdicts by a part of the name or id", async () => {
  const runId = randomUUID();
  const made = { workspaceId: scope.workspaceId, kind: "volume", verdict: "optimal", reason: "Fine.", runId };
  await db.resourceVerdict.create({
    data: { ...made, resourceKey: "a", resourceId: "vol-1", resourceName: "Orders", evaluatedAt: now },
  });
  const found = async (text: string) => (await verdictList(scope, { text, limit: 9, offset: 0 })).length;
  expect([await found("order"), await found("VOL-"), await found("'; drop table x; --%_")]).toEqual([1, 1, 0]);
});
