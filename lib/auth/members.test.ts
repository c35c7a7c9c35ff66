import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { Condition } from "../focus/condition";
import { changeMember, memberList, removeMember } from "./members";
import type { Scope } from "./scope";
import { openSession, personOf } from "./sessions";
import { createToken, scopeOfToken } from "./tokens";
import { createUser } from "./users";
import { realWorkspace, scopeFor, systemScope } from "./workspaces";

const now = new Date("2026-11-27T10:00:00Z");
const payments: Condition[] = [{ dimension: "tag.team", operator: "eq", values: ["payments"] }];
let scope: Scope;

const person = async (email: string, role: "viewer" | "admin", rows: Condition[] | null = null) =>
  await createUser(scope, { account: { email, name: email, password: "correct horse battery" }, role, rows });

beforeAll(scratchDatabase);
afterAll(closeDatabase);
beforeEach(async () => {
  await db.user.deleteMany();
  scope = await systemScope((await realWorkspace()).id);
});

describe("members", () => {
  it("are listed with what they see", async () => {
    await person("ann@example.com", "admin");
    await person("bob@example.com", "viewer", payments);
    expect(await memberList(scope)).toMatchObject([
      { email: "ann@example.com", role: "admin", rows: null },
      { email: "bob@example.com", role: "viewer", rows: payments },
    ]);
  });

  it("see something else from their next request on", async () => {
    await person("ann@example.com", "admin");
    const bob = await person("bob@example.com", "viewer");
    expect(await scopeFor(bob.id)).toMatchObject({ role: "viewer", rows: null });
    await changeMember(scope, "bob@example.com", { rows: payments });
    expect(await scopeFor(bob.id)).toMatchObject({ role: "viewer", rows: payments });
    await changeMember(scope, "bob@example.com", { role: "editor" });
    expect(await scopeFor(bob.id)).toMatchObject({ role: "editor", rows: payments });
    await changeMember(scope, "bob@example.com", { rows: null });
    expect(await scopeFor(bob.id)).toMatchObject({ role: "editor", rows: null });
  });

  it("are out at once when their access is taken away", async () => {
    await person("ann@example.com", "admin");
    const bob = await person("bob@example.com", "viewer");
    const secret = await openSession(bob.id, now);
    expect(await personOf(secret, now)).toMatchObject({ email: "bob@example.com" });
    await removeMember(scope, "bob@example.com", now);
    expect(await personOf(secret, now)).toBeNull();
    await expect(scopeFor(bob.id)).rejects.toThrow(/no access/);
    expect((await memberList(scope)).map(({ email }) => email)).toEqual(["ann@example.com"]);
    expect(await person("bob@example.com", "viewer", payments)).toMatchObject({ id: bob.id });
    expect(await scopeFor(bob.id)).toMatchObject({ rows: payments });
    await expect(person("bob@example.com", "viewer")).rejects.toThrow(/already an account/);
  });

  it("always have an admin among them, also when two leave at once", async () => {
    await person("ann@example.com", "admin");
    await expect(removeMember(scope, "ann@example.com", now)).rejects.toThrow(/only admin/);
    await expect(changeMember(scope, "ann@example.com", { role: "viewer" })).rejects.toThrow(/only admin/);
    await person("bob@example.com", "admin");
    await Promise.allSettled(["ann", "bob"].map((name) => removeMember(scope, `${name}@example.com`, now)));
    expect((await memberList(scope)).map(({ role }) => role)).toEqual(["admin"]);
  });

  it("who administer see everything", async () => {
    await person("ann@example.com", "admin");
    await person("bob@example.com", "viewer", payments);
    await expect(changeMember(scope, "ann@example.com", { rows: payments })).rejects.toThrow(/sees everything/);
    await expect(changeMember(scope, "bob@example.com", { role: "admin" })).rejects.toThrow(/sees everything/);
    await expect(person("eve@example.com", "admin", payments)).rejects.toThrow(/sees everything/);
    const token = { name: "all", role: "admin", expiresAt: null, rows: payments } as const;
    await expect(createToken(scope, { ...token, rows: payments }, now)).rejects.toThrow(/sees everything/);
  });

  it("are changed by admins alone", async () => {
    await person("ann@example.com", "admin");
    for (const role of ["viewer", "editor"] as const) {
      const other: Scope = { ...scope, role, rows: payments };
      await expect(memberList(other)).rejects.toThrow(/role admin/);
      await expect(changeMember(other, "ann@example.com", { rows: null })).rejects.toThrow(/role admin/);
      await expect(removeMember(other, "ann@example.com", now)).rejects.toThrow(/role admin/);
    }
  });
});

it("a token sees what it was made for", async () => {
  const made = await createToken(scope, { name: "team", role: "viewer", expiresAt: null, rows: payments }, now);
  expect(await scopeOfToken(made.token, now)).toMatchObject({ role: "viewer", rows: payments });
});
