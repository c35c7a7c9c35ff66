import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BeingJudged } from "@/app/(app)/budgets/being-judged";
import { evaluateBudgets } from "@/lib/alerts/evaluate";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { dataChanged } from "@/lib/db/data-changed";
import { scratchDatabase } from "@/lib/db/scratch";
import { rowsOf } from "@/lib/db/sql";
import { addDays, dayOf } from "@/lib/focus/period";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import { POST as actRoute } from "../alerts/[id]/actions/route";
import { GET as readAlertRoute } from "../alerts/[id]/route";
import { listAlerts, readAlert } from "../alerts/contract";
import { GET as alertsRoute } from "../alerts/route";
import { GET as preferenceRoute, PATCH as preferRoute } from "../mail/preferences/[address]/route";
import { GET as historyRoute } from "./[id]/history/route";
import { DELETE, PATCH, GET as readRoute } from "./[id]/route";
import { POST as bulkRoute } from "./bulk/route";
import { listBudgets, readBudget } from "./contract";
import { GET as exportRoute, POST as importRoute } from "./csv/route";
import { POST as addRoute, GET as listRoute } from "./route";

let scope: Scope;
const tokens: Record<string, string> = {};
const today = dayOf(new Date());
const of999 = [{ dimension: "subAccount" as const, operator: "eq" as const, values: ["999"] }];

beforeAll(async () => {
  await scratchDatabase();
  const charges = Array.from({ length: 130 }, (_, back) => {
    const start = addDays(today, -back - 1);
    return {
      ...plainCharge,
      start: `${start}T00:00:00Z`,
      end: `${addDays(start, 1)}T00:00:00Z`,
      effective: "10",
      billed: "10",
    };
  });
  scope = { ...(await madeWorkspace("acme", charges)), role: "admin" };
  for (const role of ["viewer", "editor", "admin"] as const) {
    tokens[role] = (await createToken(scope, { name: role, role, expiresAt: null }, new Date())).token;
  }
  const limited = { name: "of 999", role: "editor" as const, expiresAt: null, rows: of999 };
  tokens.limited = (await createToken(scope, limited, new Date())).token;
});
afterAll(closeDatabase);

type Route = (request: Request, context: { params: Promise<Record<string, unknown> | undefined> }) => Promise<Response>;

async function ask(
  route: Route,
  verb: string,
  { body, id, query = "", as = "editor" }: { body?: unknown; id?: string; query?: string; as?: string } = {},
  idName = "id",
) {
  const request = new Request(`http://127.0.0.1:3000/api/v1/x${query}`, {
    method: verb,
    headers: { authorization: `Bearer ${tokens[as]}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await route(request, { params: Promise.resolve(id === undefined ? undefined : { [idName]: id }) });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return { status: answer.status, body: isJson && text !== "" ? JSON.parse(text) : text };
}

const budget = { name: "EC2", currency: "USD", amount: { mode: "fixed", amount: "1" }, owner: "ada@example.com" };

describe("the API of budgets and alerts", () => {
  it("sets, judges, shows, changes and removes a budget, as its contracts say", async () => {
    const made = await ask(addRoute, "POST", { body: budget });
    expect(made).toMatchObject({ status: 201, body: { verdict: { state: "over" }, beingJudged: false } });

    const { body: list } = await ask(listRoute, "GET", { as: "viewer" });
    const dated = { ...list, items: list.items.map((each: object) => ({ ...each, createdAt: new Date() })) };
    expect(listBudgets.answers[200]?.schema?.safeParse(dated).error).toBeUndefined();
    const read = await ask(readRoute, "GET", { id: made.body.id });
    expect(read.body).toMatchObject({ name: "EC2", verdict: { state: "over", figures: { amount: "1" } } });
    expect(readBudget.answers[200]?.schema?.safeParse({ ...read.body, createdAt: new Date() }).error).toBeUndefined();
    const history = await ask(historyRoute, "GET", { id: made.body.id });
    expect(history.body.items.length).toBeGreaterThan(3);

    const raised = { amount: { mode: "fixed", amount: "9000" } };
    expect((await ask(PATCH, "PATCH", { id: made.body.id, body: raised })).body).toMatchObject({
      verdict: { state: "on_track", figures: { amount: "9000" } },
      beingJudged: false,
    });
    const slower = await ask(PATCH, "PATCH", { id: made.body.id, body: { every: "year" } });
    expect(slower.body.verdict).toMatchObject({ state: "on_track", figures: { amount: "9000" } });
    const { body: years } = await ask(historyRoute, "GET", { id: made.body.id });
    expect(years.items.every(({ name }: { name: string }) => /^\d{4}$/.test(name))).toBe(true);
    await rowsOf(dataChanged(scope.workspaceId));
    expect((await ask(readRoute, "GET", { id: made.body.id })).body.beingJudged).toBe(true);
    expect(renderToStaticMarkup(await BeingJudged({ scope }))).toContain("Budgets are being judged again");

    const changed = await ask(PATCH, "PATCH", { id: made.body.id, body: { state: "paused", timeZone: "Asia/Tokyo" } });
    expect(changed.body).toMatchObject({ state: "paused", timeZone: "Asia/Tokyo", owner: "ada@example.com" });
    expect(await BeingJudged({ scope })).toBeNull();
    expect((await ask(addRoute, "POST", { body: budget })).status).toBe(409);
    expect((await ask(DELETE, "DELETE", { id: made.body.id })).status).toBe(204);
    expect((await ask(readRoute, "GET", { id: made.body.id })).status).toBe(404);
  });

  it("judges the whole bill, also where somebody who sees a part of it sets a budget", async () => {
    const { body: whole } = await ask(addRoute, "POST", { body: { ...budget, name: "Whole" } });
    const body = { ...budget, name: "Part", where: of999 };
    expect((await ask(addRoute, "POST", { body, as: "limited" })).body).toMatchObject({ name: "Part" });
    const { body: again } = await ask(readRoute, "GET", { id: whole.id });
    expect(again.verdict).toEqual(whole.verdict);
    const { body: alerts } = await ask(alertsRoute, "GET", { query: `?state=retracted&budget=${whole.id}` });
    expect(alerts.items).toEqual([]);
  });

  it("lists alerts and takes what people do about them", async () => {
    const { body: made } = await ask(addRoute, "POST", { body: { ...budget, name: "Watched" } });
    await evaluateBudgets(scope, new Date(), { onlyDue: true });
    const { body: list } = await ask(alertsRoute, "GET", { query: `?state=open&budget=${made.id}` });
    expect(list.items).toMatchObject([{ threshold: "actual percent 100", budgetName: "Watched" }]);
    expect(listAlerts.answers[200]?.schema?.safeParse(list).error).toBeUndefined();
    const id = list.items[0].id;
    for (const body of [
      { action: "assign", to: "Grace@Example.com" },
      { action: "snooze", days: 3, comment: "Known." },
      { action: "acknowledge" },
      { action: "acknowledge" },
      { action: "comment", comment: "Looking." },
      { action: "resolve" },
    ]) {
      expect((await ask(actRoute, "POST", { id, body })).status).toBe(200);
    }
    const { body: report } = await ask(readAlertRoute, "GET", { id });
    expect(readAlert.answers[200]?.schema?.safeParse(report).error).toBeUndefined();
    expect(report).toMatchObject({ state: "resolved", assignedTo: "grace@example.com" });
    expect(report.events.map(({ kind }: { kind: string }) => kind)).toEqual([
      "opened",
      "assigned",
      "snoozed",
      "acknowledged",
      "commented",
      "resolved",
    ]);
    expect(report.messages).toMatchObject([{ recipient: "ada@example.com", state: "queued" }]);
    expect((await ask(actRoute, "POST", { id, body: { action: "snooze" } })).status).toBe(409);
    expect((await ask(actRoute, "POST", { id, body: { action: "comment", comment: " " } })).status).toBe(400);
    await evaluateBudgets(scope, new Date());
    expect((await ask(readAlertRoute, "GET", { id })).body.state).toBe("resolved");
  });

  it("suggests a budget for each value from the last months", async () => {
    const body = { per: "service" };
    const dry = await ask(bulkRoute, "POST", { body: { ...body, dryRun: true } });
    expect([dry.status, dry.body.suggestions.length]).toEqual([200, 1]);
    expect(dry.body.suggestions[0].budget).toMatchObject({ name: "Service: Amazon EC2", currency: "USD" });
    expect((await ask(bulkRoute, "POST", { body })).status).toBe(201);
    expect((await ask(bulkRoute, "POST", { body })).status).toBe(409);
    expect((await ask(bulkRoute, "POST", { body: { per: "planet" } })).status).toBe(400);
  });

  it("exports what it imports, and names what is wrong by row and field", async () => {
    const csv = (await ask(exportRoute, "GET")).body as string;
    expect(csv).toContain("Service: Amazon EC2");
    const again = await ask(importRoute, "POST", { body: { csv, overwrite: true } });
    expect(again.body.created).toEqual([]);
    expect((await ask(importRoute, "POST", { body: { csv } })).status).toBe(400);
    const bad = await ask(importRoute, "POST", {
      body: { csv: "name,currency,amount,parent\nX,USD,1,Nobody\nY,U,-1," },
    });
    expect(bad.body.detail).toContain("Row 3, currency");
    const tree = await ask(importRoute, "POST", {
      body: { csv: "name,currency,amount,parent\nAll,USD,5,\nOne,USD,2,All" },
    });
    expect(tree.body.created).toEqual(["All", "One"]);
    await evaluateBudgets(scope, new Date());
    const { body: list } = await ask(listRoute, "GET");
    const parent = list.items.find(({ name }: { name: string }) => name === "All");
    expect(parent.hierarchy).toEqual({ children: 1, sum: "2", difference: "3", unlike: [] });
    const looped = await ask(PATCH, "PATCH", { id: parent.id, body: { parentId: parent.id } });
    expect([looped.status, looped.body.errors]).toEqual([
      400,
      [{ field: "parentId", message: "A budget cannot be part of itself." }],
    ]);
  });

  it("shows and changes how somebody wants mails, for themselves and for admins", async () => {
    const of = { id: "ada@example.com", as: "admin" };
    const atOnce = { digestHour: null, quietFrom: null, quietTo: null, timeZone: "UTC", locale: null };
    expect(await ask(preferenceRoute, "GET", of, "address")).toEqual({ status: 200, body: atOnce });
    const body = { digestHour: 7, timeZone: "Europe/Berlin" };
    expect((await ask(preferRoute, "PATCH", { ...of, body }, "address")).body).toEqual({ ...atOnce, ...body });
    expect((await ask(preferRoute, "PATCH", { ...of, body: { quietFrom: 22 } }, "address")).status).toBe(400);
    expect((await ask(preferRoute, "PATCH", { ...of, body: { locale: "no such" } }, "address")).status).toBe(400);
    expect((await ask(preferenceRoute, "GET", { ...of, as: "viewer" }, "address")).status).toBe(403);
    expect((await ask(preferenceRoute, "GET", of, "address")).body).toEqual({ ...atOnce, ...body });
  });

  const eleven = Array.from({ length: 11 }, (_, at) => ({ kind: "actual", value: String(at + 1) }));
  it.each<[object, string]>([
    [{ amount: { mode: "fixed", amount: "-5" } }, "Use an amount such as 1500.00"],
    [{ amount: { mode: "fixed", amount: "1".repeat(16) } }, "at most 15 digits"],
    [{ amount: { mode: "fixed", amount: 5 } }, "expected string"],
    [{ every: "once" }, "needs to know when it begins and when it ends"],
    [{ every: "fortnight" }, "Use day, week, month"],
    [{ currency: "dollars" }, "Use a currency such as USD."],
    [{ timeZone: "Nowhere/Land" }, "Use a time zone such as Europe/Berlin."],
    [{ thresholds: eleven }, "at most 10 thresholds"],
    [{ thresholds: [{ kind: "probability", value: "100" }] }, "A probability is a percentage below 100."],
    [{ limit: "5" }, "limit"],
    [{ name: "" }, "Give the budget a name."],
  ])("refuses what cannot be a budget in a sentence: %j", async (wrong, sentence) => {
    const refused = await ask(addRoute, "POST", { body: { ...budget, name: "x", ...wrong } });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(sentence);
    expect((await ask(addRoute, "POST", { body: { ...budget, name: "y" }, as: "viewer" })).status).toBe(403);
  });

  it("sets what nothing matches yet, or what is in another currency, and says so", async () => {
    const nothing = { where: [{ dimension: "service", operator: "eq", values: ["Nothing"] }], name: "Nothing" };
    for (const [wrong, reason] of [
      [nothing, /^No charge matches its scope/],
      [{ currency: "EUR", name: "Euro" }, /are in USD, the budget is in EUR/],
    ] as const) {
      const made = await ask(addRoute, "POST", { body: { ...budget, ...wrong } });
      expect(made).toMatchObject({
        status: 201,
        body: { verdict: { state: "invalid", reason: expect.stringMatching(reason) } },
      });
    }
  });
});
