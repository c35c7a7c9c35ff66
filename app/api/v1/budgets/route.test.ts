import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateBudgets } from "@/lib/alerts/evaluate";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { addDays, dayOf } from "@/lib/focus/period";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import { POST as actRoute } from "../alerts/[id]/actions/route";
import { GET as readAlertRoute } from "../alerts/[id]/route";
import { listAlerts, readAlert } from "../alerts/contract";
import { GET as alertsRoute } from "../alerts/route";
import { GET as historyRoute } from "./[id]/history/route";
import { DELETE, PATCH, GET as readRoute } from "./[id]/route";
import { POST as bulkRoute } from "./bulk/route";
import { listBudgets, readBudget } from "./contract";
import { GET as exportRoute, POST as importRoute } from "./csv/route";
import { POST as addRoute, GET as listRoute } from "./route";

let scope: Scope;
const tokens: Record<string, string> = {};
const today = dayOf(new Date());

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
  for (const role of ["viewer", "editor"] as const) {
    tokens[role] = (await createToken(scope, { name: role, role, expiresAt: null }, new Date())).token;
  }
});
afterAll(closeDatabase);

type Route = (request: Request, context: { params: Promise<Record<string, unknown> | undefined> }) => Promise<Response>;

async function ask(
  route: Route,
  verb: string,
  { body, id, query = "", as = "editor" }: { body?: unknown; id?: string; query?: string; as?: string } = {},
) {
  const request = new Request(`http://127.0.0.1:3000/api/v1/x${query}`, {
    method: verb,
    headers: { authorization: `Bearer ${tokens[as]}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await route(request, { params: Promise.resolve(id === undefined ? undefined : { id }) });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return { status: answer.status, body: isJson && text !== "" ? JSON.parse(text) : text };
}

const budget = { name: "EC2", currency: "USD", amount: { mode: "fixed", amount: "1" }, owner: "ada@example.com" };

describe("the API of budgets and alerts", () => {
  it("sets, judges, shows, changes and removes a budget, as its contracts say", async () => {
    const made = await ask(addRoute, "POST", { body: budget });
    expect([made.status, made.body.verdict]).toEqual([201, null]);
    await evaluateBudgets(scope, new Date(), { onlyDue: true });

    const { body: list } = await ask(listRoute, "GET", { as: "viewer" });
    const dated = { ...list, items: list.items.map((each: object) => ({ ...each, createdAt: new Date() })) };
    expect(listBudgets.answers[200]?.schema?.safeParse(dated).error).toBeUndefined();
    const read = await ask(readRoute, "GET", { id: made.body.id });
    expect(read.body).toMatchObject({ name: "EC2", verdict: { state: "over", figures: { amount: "1" } } });
    expect(readBudget.answers[200]?.schema?.safeParse({ ...read.body, createdAt: new Date() }).error).toBeUndefined();
    const history = await ask(historyRoute, "GET", { id: made.body.id });
    expect(history.body.items.length).toBeGreaterThan(3);

    const changed = await ask(PATCH, "PATCH", { id: made.body.id, body: { state: "paused", timeZone: "Asia/Tokyo" } });
    expect(changed.body).toMatchObject({ state: "paused", timeZone: "Asia/Tokyo", owner: "ada@example.com" });
    expect((await ask(addRoute, "POST", { body: budget })).status).toBe(409);
    expect((await ask(DELETE, "DELETE", { id: made.body.id })).status).toBe(204);
    expect((await ask(readRoute, "GET", { id: made.body.id })).status).toBe(404);
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

  it.each([
    [{ ...budget, name: "x", amount: { mode: "fixed", amount: "-5" } }],
    [{ ...budget, name: "x", amount: { mode: "fixed", amount: 5 } }],
    [{ ...budget, name: "x", every: "once" }],
    [{ ...budget, name: "x", timeZone: "Nowhere/Land" }],
    [
      {
        ...budget,
        name: "x",
        thresholds: Array.from({ length: 11 }, (_, at) => ({ kind: "actual", value: String(at + 1) })),
      },
    ],
    [{ ...budget, name: "x", thresholds: [{ kind: "probability", value: "100" }] }],
    [{ ...budget, name: "x", limit: "5" }],
    [{ ...budget, name: "" }],
  ])("refuses what cannot be a budget: %#", async (body) => {
    expect((await ask(addRoute, "POST", { body })).status).toBe(400);
    expect((await ask(addRoute, "POST", { body: { ...budget, name: "y" }, as: "viewer" })).status).toBe(403);
  });
});
