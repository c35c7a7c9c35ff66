import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import type { Condition } from "../../focus/condition";
import { type MadeCharge, madeWorkspace, plainCharge } from "../../query/made-ledger";
import type { ProviderAdvice } from "../../sources/advice";
import { queueWeeklyLetters } from "../letters";
import { adviceList } from "../list/advice-list";
import { adviceCard } from "../list/card";
import { openSavings } from "../list/open-savings";
import { savingsOverview, verdictList } from "../list/overview";
import { ACCOUNT, daysBefore, instance, madeInventory, REGION, volume } from "../made-inventory";
import { runAdvice } from "../run/run";
import { saveSettings } from "../settings/settings";
import { RightsizingSettings } from "../settings/spec";
import { actOnAdvice } from "./act";
import { actOnChosen } from "./bulk";

const now = new Date("2026-08-10T06:00:00Z");
let scope: Scope;

const charge = (more: Partial<MadeCharge>): MadeCharge => ({
  ...plainCharge,
  subAccount: ACCOUNT,
  region: REGION,
  start: "2026-08-05T00:00:00Z",
  end: "2026-08-06T00:00:00Z",
  ...more,
});

const advice: ProviderAdvice = {
  id: "a",
  source: "compute-optimizer",
  account: ACCOUNT,
  region: REGION,
  resource: { id: "i-search", arn: null, name: "search", type: "Ec2Instance" },
  action: "Rightsize",
  current: "m6i.2xlarge",
  recommended: "m6i.xlarge",
  currency: "USD",
  monthlyCost: "280",
  saving: { list: "140", afterDiscounts: "130" },
  effort: "VeryLow",
  restartNeeded: true,
  rollbackPossible: true,
  risk: 1,
  lookBackDays: 14,
  finding: "Overprovisioned",
  reasons: [],
  utilisation: [],
  refreshedAt: null,
  tags: {},
  purchase: null,
};

const provider = (all: ProviderAdvice[]) =>
  async function* () {
    yield { source: "compute-optimizer" as const, region: REGION, advice: all, problems: [] };
  };

const run = (all: ProviderAdvice[], at = now) =>
  runAdvice(
    scope,
    {
      inventories: [
        madeInventory([
          instance(now, "i-search", { tags: { team: "search", owner: "ada@example.com" } }),
          volume(now, "vol-ads", {
            state: "available",
            attachedTo: null,
            stateSince: daysBefore(now, 60),
            tags: { team: "ads" },
          }),
        ]),
      ],
      advice: [{ source: "compute-optimizer", pages: provider(all) }],
    },
    at,
  );

const list = async () =>
  (await adviceList(scope, { filter: { kind: ["instance", "volume"] }, sort: "saving", limit: 50 }, now)).items;

beforeAll(async () => {
  await scratchDatabase();
  scope = {
    ...(await madeWorkspace("life", [charge({ resource: "i-euro", currency: "EUR", billed: "9", effective: "9" })])),
    role: "admin",
  };
});
afterAll(closeDatabase);

describe("advice of a provider", () => {
  it("stands beside ours with its own figures, and one of them counts", async () => {
    await run([
      advice,
      {
        ...advice,
        id: "b",
        resource: { id: "i-loss", arn: null, name: null, type: "Ec2Instance" },
        saving: { list: "-4", afterDiscounts: "-4" },
      },
      { ...advice, id: "c", resource: { id: "i-euro", arn: null, name: null, type: "Ec2Instance" } },
      {
        ...advice,
        id: "d",
        resource: { id: "i-odd", arn: null, name: null, type: "Ec2Instance" },
        saving: { list: "NaN", afterDiscounts: null },
      },
    ]);
    const rows = await list();
    const theirs = rows.find(({ source, resourceId }) => source === "compute-optimizer" && resourceId === "i-search");
    expect(theirs).toMatchObject({ saving: "130", listSaving: "140", now: "280", counted: "0", inLedger: false });
    expect(rows.find(({ resourceId }) => resourceId === "i-loss")).toMatchObject({ saving: "-4", counted: "0" });
    expect(rows.some(({ resourceId }) => resourceId === "i-odd")).toBe(false);
    const card = await adviceCard(scope, theirs?.id ?? "");
    expect(card.beside.map(({ source }) => source)).toContain("outlay");
    expect(card.countedInstead).toBe(rows.find(({ action }) => action === "migrate_to_graviton")?.id);
  });

  it("does not count in another currency than the resource is billed in", async () => {
    const billed = async () => (await list()).find(({ resourceId }) => resourceId === "i-euro");
    expect(await billed()).toMatchObject({ currency: "USD", saving: "130", inLedger: true, counted: "0" });
    // The same figures count in its currency.
    await run([{ ...advice, resource: { id: "i-euro", arn: null, name: null, type: "Ec2Instance" }, currency: "EUR" }]);
    expect(await billed()).toMatchObject({ currency: "EUR", saving: "130", counted: "130" });
    const { potential } = await savingsOverview(scope);
    expect(potential.find(({ currency }) => currency === "EUR")?.amount).toBe("130");
    const filter = { state: ["open" as const], best: "true" as const };
    const best = await adviceList(scope, { filter, sort: "saving", limit: 50 }, now);
    expect(potential.reduce((sum, { count }) => sum + count, 0)).toBe(best.items.length);
  });

  it("counts up to what the bill has where it tells more, and up to its own figures without a bill", async () => {
    const of = (id: string, saving: string): ProviderAdvice => ({
      ...{ ...advice, resource: { id, arn: null, name: null, type: "Ec2Instance" }, currency: "EUR" },
      ...{ monthlyCost: "9000", saving: { list: null, afterDiscounts: saving } },
    });
    await run([of("i-euro", "8000"), of("i-nowhere", "40")]);
    const rows = await list();
    expect(rows.find(({ resourceId }) => resourceId === "i-euro")).toMatchObject({ now: "9000", counted: "270" });
    expect(rows.find(({ resourceId }) => resourceId === "i-nowhere")).toMatchObject({ inLedger: false, counted: "40" });
    await run([advice]);
  });
});

describe("what people do", () => {
  it("starts, tells who and when, and books the estimate", async () => {
    const [first] = await list();
    await actOnAdvice(scope, first?.id ?? "", { action: "start", owner: "ada@example.com", dueOn: "2026-08-20" }, now);
    const card = await adviceCard(scope, first?.id ?? "");
    expect(card).toMatchObject({ state: "in_progress", owner: "ada@example.com", dueOn: "2026-08-20" });
    expect(card.events[0]).toMatchObject({
      kind: "started",
      actor: "test",
      text: "By ada@example.com.\nDue 2026-08-20.",
    });
    expect(card.savings).toEqual([expect.objectContaining({ basis: "estimate", saving: card.saving })]);
  });

  it("assigns by team and dismisses by tag, and never everything at once", async () => {
    const done = await actOnChosen(
      scope,
      { filter: { team: ["ads"] }, input: { action: "assign", owner: "bob@example.com" } },
      now,
    );
    expect(done).toEqual({ changed: 1, refused: [] });
    await actOnChosen(
      scope,
      { filter: { tag: "team=ads" }, input: { action: "dismiss", reason: "Kept.", until: "2026-08-15" } },
      now,
    );
    for (const filter of [{}, { best: "true" as const }, { text: "" }]) {
      const everything = actOnChosen(scope, { filter, input: { action: "snooze", days: 3 } }, now);
      await expect(everything).rejects.toThrow("never made to all");
    }
    const again = await actOnChosen(scope, { filter: { team: ["ads"] }, input: { action: "done" } }, now);
    expect(again).toMatchObject({ changed: 0, refused: [{ reason: expect.stringContaining("dismissed") }] });
  });

  it("keeps dismissed what is found again, until its day", async () => {
    const stateOf = async () => (await list()).find(({ resourceId }) => resourceId === "vol-ads")?.state;
    await run([advice], new Date("2026-08-11T06:00:00Z"));
    expect(await stateOf()).toBe("dismissed");
    await run([advice], new Date("2026-08-15T06:00:00Z"));
    expect(await stateOf()).toBe("open");
  });

  it("is refused to viewers, and hides what is not theirs to see", async () => {
    const [first] = await list();
    await expect(
      actOnAdvice({ ...scope, role: "viewer" }, first?.id ?? "", { action: "snooze", days: 1 }, now),
    ).rejects.toThrow("editor");
    const ads: Scope = { ...scope, rows: [{ dimension: "tag.team", operator: "eq", values: ["ads"] }] };
    const seen = await adviceList(ads, { filter: {}, sort: "saving", limit: 50 }, now);
    expect(seen.items.map(({ resourceId }) => resourceId)).toEqual(["vol-ads"]);
    expect((await verdictList(ads, { limit: 10, offset: 0 })).map(({ resourceId }) => resourceId)).toEqual(["vol-ads"]);
    await expect(adviceCard(ads, first?.id ?? "")).rejects.toThrow("no such recommendation");
  });
});

it("tells what a budget could still save, by its conditions", async () => {
  const [found] = await openSavings(scope, [{ dimension: "tag.team", operator: "eq", values: ["ads"] }]);
  expect(found).toMatchObject({ currency: "USD", count: 1, largest: { title: "Delete vol-ads" } });
  expect(await openSavings(scope, [{ dimension: "tag.team", operator: "eq", values: ["nobody"] }])).toEqual([]);
});

describe("weekly letters", () => {
  type Letter = { recipient: string; state: string; payload: { subject: string; lines: string[] } };
  const letters = () => rowsOf<Letter>(sql`select recipient, state, reason, payload from outbox order by recipient`);
  const member = (email: string, rows: Condition[] | null) =>
    db.user.create({
      data: {
        ...{ email, name: email, passwordHash: "" },
        memberships: { create: { workspaceId: scope.workspaceId, role: "viewer", rows: rows ?? Prisma.DbNull } },
      },
    });

  it("go to members, with what they may see, once a week", async () => {
    await member("ada@example.com", [{ dimension: "tag.team", operator: "eq", values: ["ads"] }]);
    await member("bob@example.com", null);
    expect(await queueWeeklyLetters(scope, now)).toBe(1);
    await queueWeeklyLetters(scope, new Date("2026-08-12T06:00:00Z"));
    const [first, ...others] = await letters();
    // What Ada owns is of a team whose costs she may not see.
    expect(others).toEqual([]);
    expect(first).toMatchObject({ recipient: "bob@example.com", state: "queued" });
    expect(first?.payload.subject).toMatch(/^1 recommendation of yours could save \$\d/);
  });

  it("do not go to whoever stands in a tag, unless an admin allowed the address or its domain", async () => {
    const tagged = "eve@elsewhere.example";
    await rowsOf(sql`update recommendation set owner = ${tagged}, counted = 5 where owner = 'bob@example.com'`);
    const sent = async () => (await letters()).find(({ recipient }) => recipient === tagged);
    expect(await queueWeeklyLetters(scope, now)).toBe(0);
    expect(await sent()).toMatchObject({ state: "suppressed", reason: expect.stringContaining("no member") });
    const allowing = RightsizingSettings.parse({ letters: ["@elsewhere.example"] });
    await expect(saveSettings({ ...scope, role: "editor" }, allowing, now)).rejects.toThrow("admin");
    await saveSettings(scope, allowing, now);
    await saveSettings({ ...scope, role: "editor" }, RightsizingSettings.parse({}), now);
    await queueWeeklyLetters(scope, new Date("2026-08-17T06:00:00Z"));
    const told = expect.stringMatching(/^\$5\.00 a month: .* of \$\d/);
    const own = (await letters()).filter(({ recipient }) => recipient === tagged);
    expect(own.map(({ payload }) => payload.lines)).toEqual([[told], [told]]);
    expect((await letters()).filter(({ state }) => state === "queued")).toHaveLength(2);
  });
});
