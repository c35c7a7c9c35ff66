import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { askCosts } from "./run";
import type { CostQuery } from "./spec";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const june: CostQuery = {
  period: { from: "2026-06-01", to: "2026-07-01" },
  grain: "total",
  groupBy: [],
  where: [],
  metric: "billed",
};

it("answers", async () => {
  const scope = await madeWorkspace("x", [plainCharge]);
  expect(await askCosts(scope, june)).toMatchObject({ answers: [{ currency: "USD", total: "1" }] });
});
