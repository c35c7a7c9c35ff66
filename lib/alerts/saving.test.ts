import { afterAll, beforeAll, expect, it } from "vitest";
import { realWorkspace, systemScope } from "../auth/workspaces";
import type { Budget } from "../budgets/budget";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { savingIn } from "./saving";

const at = new Date("2026-11-22T06:00:00Z");

beforeAll(async () => {
  await scratchDatabase();
});
afterAll(closeDatabase);

it("an alert names the biggest saving that is open in the scope and currency of its budget", async () => {
  const scope = await systemScope((await realWorkspace()).id);
  const advice = async (title: string, team: string, saving: number, state: "open" | "dismissed" = "open") =>
    await db.recommendation.create({
      data: {
        workspaceId: scope.workspaceId,
        key: title,
        source: "outlay",
        action: "delete",
        kind: "volume",
        verdict: "unattached",
        resourceId: title,
        tags: { team },
        title,
        current: "there",
        target: "gone",
        currency: "USD",
        now: saving,
        after: 0,
        saving,
        counted: saving,
        priceOrigin: "list_price",
        inLedger: true,
        confidence: "high",
        risk: 0,
        effort: "low",
        restart: false,
        evidence: {},
        firstSeenAt: at,
        lastSeenAt: at,
        stateSince: at,
        state,
      },
    });
  await advice("Delete small", "payments", 3);
  const { id } = await advice("Delete big", "payments", 12.5);
  await advice("Delete bigger, dismissed", "payments", 40, "dismissed");
  await advice("Delete somebody else's", "search", 90);
  const own = (team: string, currency = "USD") =>
    ({ where: [{ dimension: "tag.team", operator: "eq", values: [team] }], currency }) as Pick<
      Budget,
      "where" | "currency"
    >;
  expect(await savingIn(scope, own("payments"))).toEqual({
    what: "Delete big",
    monthly: "12.5",
    path: `/rightsizing/${id}`,
  });
  expect(await savingIn(scope, own("payments", "EUR"))).toBeNull();
  expect(await savingIn(scope, own("nobody"))).toBeNull();
});
