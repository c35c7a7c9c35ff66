import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { csvOfBudgets } from "./csv-write";
import { importBudgets } from "./import";
import { budgetList } from "./list";

let scope: Scope;
const now = new Date("2026-11-27T00:00:00Z");

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await systemScope((await realWorkspace()).id)), role: "editor" };
});
afterAll(closeDatabase);

const exported = async () => csvOfBudgets(await budgetList(scope, now));

describe("importing a file of budgets", () => {
  it("sets all of its rows, with parents that stand further down, and gives the same file back", async () => {
    const csv = [
      "name,currency,amount,parent,state,calendar,pattern",
      "Payments,USD,100 growing 5 % each period since 2026-01-01,Shop,,weeks,4-5-4",
      "Shop,USD,history of 3 periods + 10 %,,paused,,",
    ].join("\n");
    expect(await importBudgets(scope, csv, { overwrite: false })).toEqual({
      created: ["Payments", "Shop"],
      changed: [],
    });
    const before = await exported();
    expect(await importBudgets(scope, before, { overwrite: true })).toEqual({
      created: [],
      changed: ["Payments", "Shop"],
    });
    expect(await exported()).toBe(before);
    expect(before).toContain("Payments,Shop,USD,month,100 growing 5 % each period since 2026-01-01");
  });

  it("changes nothing when one row cannot be", async () => {
    const before = await exported();
    const circle = "name,currency,amount,parent\nShop,USD,5,Payments\nPayments,USD,7,Shop\nNew,USD,1,";
    await expect(importBudgets(scope, circle, { overwrite: true })).rejects.toThrow("part of itself");
    const deep = Array.from({ length: 12 }, (_, at) => `L${at},USD,1,${at === 0 ? "" : `L${at - 1}`}`);
    const file = ["name,currency,amount,parent", ...deep].join("\n");
    await expect(importBudgets(scope, file, { overwrite: false })).rejects.toThrow("at most 10 levels");
    await expect(importBudgets(scope, before, { overwrite: false })).rejects.toThrow(
      "already a budget called Payments",
    );
    expect(await exported()).toBe(before);
  });
});
