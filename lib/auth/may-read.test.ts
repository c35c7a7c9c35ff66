import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { Condition } from "../focus/condition";
import { mayRead } from "./may-read";
import { realWorkspace, scopeFor } from "./workspaces";

const payments: Condition[] = [{ dimension: "tag.team", operator: "eq", values: ["payments"] }];
const search: Condition[] = [{ dimension: "tag.team", operator: "eq", values: ["search"] }];

beforeAll(async () => {
  await scratchDatabase();
  const { id: workspaceId } = await realWorkspace();
  const person = async (name: string, membership: object | null) => {
    const memberships = membership ? { create: { workspaceId, role: "viewer" as const, ...membership } } : {};
    await db.user.create({ data: { email: `${name}@example.com`, name, memberships } });
  };
  await person("all", {});
  await person("payments", { rows: payments });
  await person("broken", { rows: [{ dimension: "tag.team", operator: "equals", values: ["payments"] }] });
  await person("gone", null);
});
afterAll(closeDatabase);

describe("who may read what a mail says of some charges", () => {
  it.each([
    ["a member who sees everything", "all@example.com", [], true],
    ["a member whose rows they are", " Payments@example.com", payments, true],
    ["a member with other rows", "payments@example.com", search, false],
    ["a member with a part of the bill, of the whole bill", "payments@example.com", [], false],
    ["a member whose rows cannot be read", "broken@example.com", payments, false],
    ["somebody whose access was removed", "gone@example.com", payments, false],
    ["an address of nobody we know", "finance@example.org", [], true],
  ])("%s: %s", async (_who, email, conditions, may) => {
    expect(await mayRead(email, conditions)).toBe(may);
  });
});

it("is in the scope of a person, and keeps out whose rows cannot be read", async () => {
  const idOf = async (email: string) => (await db.user.findUniqueOrThrow({ where: { email } })).id;
  expect(await scopeFor(await idOf("all@example.com"))).toMatchObject({ rows: null });
  expect(await scopeFor(await idOf("payments@example.com"))).toMatchObject({ rows: payments });
  await expect(scopeFor(await idOf("broken@example.com"))).rejects.toThrow(/Ask an admin/);
});
