import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { madeWorkspace, plainCharge } from "../made-ledger";
import { resourceCharges } from "./charges";
import { askResource } from "./resource";
import { joined } from "./tag-history";

const on = (day: string, more: Partial<typeof plainCharge>) => ({
  ...plainCharge,
  resource: "i-1",
  resourceType: "Instance",
  start: `${day}T00:00:00Z`,
  end: `${day}T23:00:00Z`,
  ...more,
});

let scope: Scope;
let stranger: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("ours", [
    on("2026-05-30", { tags: { team: "red" }, billed: "1" }),
    on("2026-05-31", { tags: { team: "red" }, billed: "1", resourceType: null }),
    on("2026-06-01", { tags: { team: "blue", env: "prod" }, billed: "0.0000000000001" }),
    on("2026-06-02", { tags: null, billed: "4", quantity: "24.50", sku: "m5.large" }),
    on("2026-06-02", { chargeKind: "credit", chargeCategory: "Credit", billed: "-0.5" }),
    on("2026-06-02", { resource: "i-2", billed: "9" }),
    on("2026-06-02", { resource: "i-3", billed: "90", region: "us-east-1" }),
    on("2026-06-02", { resource: null, billed: "900" }),
  ]);
  stranger = await madeWorkspace("theirs", [on("2026-06-03", { billed: "77" })]);
});
afterAll(closeDatabase);

describe("a resource", () => {
  it("is told with its life, its tags and how they changed, its spend and its neighbours", async () => {
    const found = await askResource(scope, "i-1", { metric: "billed", today: "2026-06-20" });
    expect(found).toMatchObject({
      id: "i-1",
      type: "Instance",
      provider: "AWS",
      accounts: [{ id: "111", name: null, billingAccount: "payer" }],
      services: ["Amazon EC2"],
      regions: ["eu-west-1"],
      firstSeen: "2026-05-30",
      lastSeen: "2026-06-02",
      charges: 5,
      totals: [{ currency: "USD", amount: "5.5000000000001" }],
      tags: {},
      neighbours: [{ id: "i-2", currency: "USD", amount: "9" }],
    });
    expect(found.tagHistory.map(({ from, through, changes }) => [from, through, changes])).toEqual([
      ["2026-05-30", "2026-05-31", []],
      [
        "2026-06-01",
        "2026-06-01",
        [
          { key: "env", before: null, now: "prod" },
          { key: "team", before: "red", now: "blue" },
        ],
      ],
      [
        "2026-06-02",
        "2026-06-02",
        [
          { key: "env", before: "prod", now: null },
          { key: "team", before: "blue", now: null },
        ],
      ],
    ]);
    expect(found.query.period).toEqual({ from: "2026-03-05", to: "2026-06-03" });
    expect(found.stacks[0]?.total).toBe("5.5000000000001");
  });

  it("has its charges in pages, the newest first", async () => {
    const first = await resourceCharges(scope, "i-1", { offset: 0, limit: 3 });
    const second = await resourceCharges(scope, "i-1", { offset: 3, limit: 3 });
    expect([first.more, second.more]).toEqual([true, false]);
    const days = [...first.charges, ...second.charges].map(({ start }) => start.slice(0, 10));
    expect(days).toEqual(["2026-06-02", "2026-06-02", "2026-06-01", "2026-05-31", "2026-05-30"]);
    expect(first.charges).toContainEqual(
      expect.objectContaining({
        kind: "usage",
        sku: "m5.large",
        quantity: "24.5",
        billed: "4",
        list: null,
        source: "export",
      }),
    );
    expect(first.charges.at(2)?.billed).toBe("0.0000000000001");
  });

  it("is unknown where nothing was charged to it, and never another workspace's", async () => {
    await expect(askResource(scope, "i-9", { metric: "billed", today: "2026-06-20" })).rejects.toThrow(
      "No charge names",
    );
    await expect(askResource(scope, "'; --", { metric: "list", today: "2026-06-20" })).rejects.toThrow(
      "No charge names",
    );
    const theirs = await askResource(stranger, "i-1", { metric: "billed", today: "2026-06-20" });
    expect(theirs).toMatchObject({ firstSeen: "2026-06-03", charges: 1, neighbours: [] });
    expect((await resourceCharges(stranger, "i-1", { offset: 0, limit: 9 })).charges).toHaveLength(1);
  });
});

it("keeps apart tags that are not there and tags that cannot be known", () => {
  const day = (first: string, measured: boolean) => ({ first, last: first, measured, tags: null });
  const stretches = joined([day("2026-06-01", true), day("2026-06-02", true), day("2026-06-03", false)]);
  expect(stretches.map(({ from, through, tags }) => [from, through, tags])).toEqual([
    ["2026-06-01", "2026-06-02", {}],
    ["2026-06-03", "2026-06-03", null],
  ]);
});
