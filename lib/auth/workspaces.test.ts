import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { demoWorkspace, realScope, realWorkspace, scopeFor, systemScope } from "./workspaces";

let userId = "";

beforeAll(scratchDatabase);
afterAll(closeDatabase);
beforeEach(async () => {
  await db.workspace.deleteMany();
  await db.user.deleteMany();
  userId = (await db.user.create({ data: { email: "ann@example.com", name: "Ann" } })).id;
});

const join = async (role: "viewer" | "admin") =>
  await db.membership.create({ data: { userId, role, workspaceId: (await realWorkspace()).id } });
const loadDemo = async () => await db.workspace.create({ data: { slug: "demo", name: "Demo", kind: "demo" } });
const connect = async () =>
  await db.source.create({ data: { connector: "files", name: "Files", workspaceId: (await realWorkspace()).id } });

it("makes one real workspace, however many ask for it first", async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, realWorkspace));
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  expect(await db.workspace.count()).toBe(1);
});

describe("what a person is shown", () => {
  it("is the real workspace when there is no demo", async () => {
    await join("viewer");
    expect(await scopeFor(userId)).toMatchObject({ workspaceKind: "real", role: "viewer", userId });
    expect(await demoWorkspace()).toBeNull();
  });

  it("is the demo until a source is connected, with the role of the real workspace", async () => {
    await join("admin");
    const demo = await loadDemo();
    expect(await scopeFor(userId)).toMatchObject({ workspaceId: demo.id, workspaceKind: "demo", role: "admin" });
    await connect();
    expect(await scopeFor(userId)).toMatchObject({ workspaceKind: "real" });
  });

  it("is what was chosen, where that exists", async () => {
    await join("viewer");
    await loadDemo();
    expect(await scopeFor(userId, "main")).toMatchObject({ workspaceKind: "real" });
    await connect();
    expect(await scopeFor(userId, "demo")).toMatchObject({ workspaceKind: "demo" });
    expect(await scopeFor(userId, "somebody-elses")).toMatchObject({ workspaceKind: "real" });
  });

  it("is nothing for somebody who is no member, not even the demo", async () => {
    await loadDemo();
    await expect(scopeFor(userId)).rejects.toThrow(/no access/);
  });
});

it("sends an import from the demo to the real workspace, with the same person and role", async () => {
  await join("admin");
  await loadDemo();
  const shown = await scopeFor(userId);
  const { id } = await realWorkspace();
  expect(await realScope(shown)).toEqual({ ...shown, workspaceId: id, workspaceKind: "real" });
});

it("lets Outlay's own jobs work in a workspace", async () => {
  const { id } = await loadDemo();
  expect(await systemScope(id)).toEqual({
    workspaceId: id,
    workspaceKind: "demo",
    role: "admin",
    actor: "outlay",
    userId: null,
    rows: null,
  });
});
