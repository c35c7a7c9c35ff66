import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { createToken } from "@/lib/auth/tokens";
import { closeDatabase, db } from "@/lib/db/client";
import { scratchDatabase } from "@/lib/db/scratch";
import { rowsOf, sql } from "@/lib/db/sql";
import type { Condition } from "@/lib/focus/condition";
import { madeEvidence } from "@/lib/notify/made-evidence";
import { madeWorkspace, plainCharge } from "@/lib/query/made-ledger";
import { writeNote } from "@/lib/query/saved/notes";
import { saveView } from "@/lib/query/saved/views";
import type { Route } from "../endpoint";
import { contracts } from "./contracts";

const now = new Date("2026-06-20T10:00:00Z");
const team = (name: string): Condition[] => [{ dimension: "tag.team", operator: "eq", values: [name] }];
const tokens: Record<string, string> = {};
/** Ids of what is about the charges of one team. */
const own: Record<string, string> = {};
const foreign: Record<string, string> = {};
let scope: Scope;

beforeAll(async () => {
  process.env.OUTLAY_SECRET = "a secret of this installation, long enough";
  await scratchDatabase();
  const charge = (name: string, day: string) => ({
    ...plainCharge,
    start: `${day}T00:00:00Z`,
    billed: day < "2026-06-01" ? "1" : "5",
    service: `${name} service`,
    subAccount: `${name} account`,
    resource: `${name}-resource`,
    resourceType: `${name} type`,
    region: `${name}-region`,
    tags: { team: name, [`${name}-key`]: "x" },
  });
  scope = await madeWorkspace("main", [
    charge("own", "2026-06-02"),
    charge("foreign", "2026-06-02"),
    charge("own", "2026-05-02"),
    charge("foreign", "2026-05-02"),
  ]);
  await rowsOf(sql`update import_slice set months = '{2026-05-01,2026-06-01}'`);
  const admin: Scope = { ...scope, role: "admin" };
  for (const [token, rows] of [
    ["full", null],
    ["limited", team("own")],
  ] as const) {
    tokens[token] = (await createToken(admin, { name: token, role: "viewer", expiresAt: null, rows }, now)).token;
  }
  for (const [name, ids] of [
    ["own", own],
    ["foreign", foreign],
  ] as const)
    Object.assign(ids, await madeFor(admin, name));
});
afterAll(closeDatabase);

async function madeFor(admin: Scope, name: string): Promise<Record<string, string>> {
  const view = await saveView(
    admin,
    { name: `${name} view`, search: `where=tag.team:eq:${name}`, description: "", shared: true, pinned: true },
    now,
  );
  await writeNote(admin, { day: "2026-06-02", text: `${name} note` }, now);
  const { workspaceId } = scope;
  const budget = await db.budget.create({
    data: {
      ...{ workspaceId, name: `${name} budget`, metric: "billed", currency: "USD", every: "month", createdBy: "test" },
      where: team(name),
      amount: { mode: "fixed", amount: "1" },
    },
  });
  const made = madeEvidence();
  const evidence = {
    ...made,
    drivers: null,
    budget: { ...made.budget, id: budget.id, name: budget.name, where: team(name) },
  };
  const crossed = {
    budgetId: budget.id,
    threshold: "actual percent 100",
    periodStart: new Date("2026-06-01"),
    episode: 1,
  };
  const alert = await db.alert.create({
    data: {
      ...{ ...crossed, workspaceId, periodEnd: new Date("2026-07-01"), state: "open", openedAt: now, dataVersion: 1 },
      evidence,
    },
  });
  const message = await db.outboxIntent.create({
    data: {
      ...{ ...crossed, workspaceId, alertId: alert.id, message: "alert", recipient: `${name}@example.com` },
      ...{ payload: evidence, createdAt: now, updatedAt: now },
    },
  });
  const advice = await madeAdvice(name);
  return { view: view.id, budget: budget.id, alert: alert.id, message: message.id, advice };
}

/** A piece of advice on the team's resource, the verdict it came from and what it saved. */
async function madeAdvice(name: string): Promise<string> {
  const { workspaceId } = scope;
  const place = { account: `${name} account`, region: `${name}-region`, resourceId: `${name}-resource` };
  const shared = { ...place, workspaceId, kind: "instance", verdict: "idle", tags: { team: name }, currency: "USD" };
  const advice = await db.recommendation.create({
    data: {
      ...{ ...shared, key: name, source: "outlay", action: "delete", title: `Delete ${name}`, team: name },
      ...{ service: `${name} service`, resourceType: `${name} type`, current: "m5.large", target: "nothing" },
      ...{ now: "5", after: "0", saving: "5", counted: "5", priceOrigin: "paid", inLedger: true, confidence: "high" },
      ...{ risk: 0, effort: "low", restart: false, firstSeenAt: now, lastSeenAt: now, stateSince: now },
      evidence: { reason: "", how: [], measured: [], changes: [], risks: {}, steps: null },
    },
  });
  await db.resourceVerdict.create({
    data: { ...shared, resourceKey: name, reason: `${name} reason`, runId: randomUUID(), evaluatedAt: now },
  });
  await db.savingEntry.create({
    data: {
      ...{ workspaceId, recommendationId: advice.id, basis: "estimate", currency: "USD", bookedAt: now },
      ...{ counterfactual: "5", actual: "0", saving: "5", monthly: "5", evidence: {} },
    },
  });
  return advice.id;
}

const june = "from=2026-05-01&to=2026-07-01";

/** How each operation that reads is asked: for everything, or for one thing by its id or name. */
const asked: Record<
  string,
  (name: "own" | "foreign", ids: Record<string, string>) => { query?: string; id?: string | undefined }
> = {
  costs: () => ({ query: `${june}&groupBy=service,subAccount,tag.team&compare=previous` }),
  explainChange: () => ({ query: "from=2026-06-01&to=2026-07-01&compare=previous" }),
  findValues: () => ({ query: `dimension=service&${june}` }),
  listTagKeys: () => ({ query: june }),
  findByName: () => ({ query: "q=service" }),
  readResource: (name) => ({ query: `id=${name}-resource` }),
  listResourceCharges: (name) => ({ query: `id=${name}-resource` }),
  listViews: () => ({}),
  readView: (_name, { view }) => ({ id: view }),
  listNotes: () => ({ query: june }),
  exportFocus: () => ({ query: june }),
  listBudgets: () => ({}),
  exportBudgets: () => ({}),
  readBudget: (_name, { budget }) => ({ id: budget }),
  readBudgetHistory: (_name, { budget }) => ({ id: budget }),
  readBudgetCourse: (_name, { budget }) => ({ id: budget }),
  listBudgetComments: (_name, { budget }) => ({ id: budget }),
  listRecommendations: () => ({}),
  exportRecommendations: () => ({}),
  readRecommendation: (_name, { advice }) => ({ id: advice }),
  listResourceVerdicts: () => ({}),
  readSavings: () => ({}),
  listSavings: () => ({}),
  exportSavings: () => ({}),
  listAlerts: () => ({}),
  readAlert: (_name, { alert }) => ({ id: alert }),
  listOutbox: () => ({}),
  readOutboxMessage: (_name, { message }) => ({ id: message }),
};

async function answer(path: string, as: string, { query = "", id }: { query?: string; id?: string | undefined }) {
  const folder = path.replace("/api/v1/", "").replaceAll(/\{(\w+)\}/g, "[$1]");
  const { GET } = (await import(join(import.meta.dirname, folder, "route.ts"))) as { GET: Route };
  const url = `http://127.0.0.1:3000${path.replace("{id}", id ?? "")}?${query}`;
  const headers = { authorization: `Bearer ${tokens[as]}` };
  const response = await GET(new Request(url, { headers }), { params: Promise.resolve(id ? { id } : undefined) });
  return { status: response.status, text: await response.text() };
}

const reading = contracts.filter(({ verb }) => verb === "GET");
const narrowed = reading.filter(({ rows }) => rows === "narrowed");

describe("a token that may see a part of the bill", () => {
  it("meets a decision at every address that reads", () => {
    expect(narrowed.map(({ id }) => id).toSorted()).toEqual(Object.keys(asked).toSorted());
  });

  it.each(narrowed.map(({ id, path }) => [id, path]))("is told nothing of others by %s (%s)", async (id, path) => {
    const ask = asked[id];
    if (!ask) throw new Error(`It is not known how to ask ${id}.`);
    const mine = await answer(path, "limited", ask("own", own));
    expect(mine.status).toBe(200);
    expect(mine.text).not.toContain("foreign");
    const isAbout = ask("foreign", foreign);
    const theirs = await answer(path, "limited", isAbout);
    expect(theirs.text.replaceAll("foreign-resource", "")).not.toContain("foreign");
    if (JSON.stringify(isAbout) === JSON.stringify(ask("own", own))) return;
    // What is asked for by name is not there at all, in the words for what was never there.
    const never = await answer(path, "full", isAbout.id ? { id: randomUUID() } : { query: "id=never" });
    if (never.status === 404) expect(theirs).toEqual({ ...never, text: expect.any(String) });
    else expect(theirs).toEqual(never);
    expect((await answer(path, "full", isAbout)).status).toBe(200);
  });

  it.each([
    "costs",
    "explainChange",
    "findValues",
    "listTagKeys",
    "findByName",
    "listViews",
    "listNotes",
    "exportFocus",
    "listBudgets",
    "exportBudgets",
    "listAlerts",
    "listOutbox",
    "listRecommendations",
    "listResourceVerdicts",
    "readSavings",
    "listSavings",
    "exportRecommendations",
    "exportSavings",
  ])("would have been told of others by %s, had it seen all", async (id) => {
    const contract = narrowed.find((each) => each.id === id);
    const found = await answer(contract?.path ?? "", "full", asked[id]?.("own", own) ?? {});
    expect(found.text).toContain("foreign");
  });

  it.each(reading.filter(({ rows }) => rows === "whole bill").map(({ id, path }) => [id, path]))(
    "is refused by %s (%s)",
    async (_id, path) => {
      const { status, text } = await answer(path, "limited", path.includes("{id}") ? { id: randomUUID() } : {});
      expect(status).toBe(403);
      expect(text).toContain("the whole bill");
    },
  );
});
