import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { madeWorkspace } from "../query/made-ledger";
import { budgetComments, commentOnBudget, removeComment } from "./comments";
import { NewBudget } from "./spec";
import { createBudget, removeBudget } from "./write";

const now = new Date("2026-11-27T10:00:00Z");
let scope: Scope;
let other: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("acme", [])), role: "admin", actor: "ada@example.com" };
  other = { ...(await madeWorkspace("others", [])), role: "admin" };
});
afterAll(closeDatabase);

const made = async () => {
  const name = `b${Math.random()}`;
  return await createBudget(scope, NewBudget.parse({ name, currency: "USD", amount: { mode: "fixed", amount: "1" } }));
};

describe("comments on a budget", () => {
  it("are read in their order, by whoever sees the budget", async () => {
    const { id } = await made();
    await commentOnBudget(scope, id, " Talked to the team. ", now);
    await commentOnBudget(scope, id, "They stop it.", new Date(now.getTime() + 1000));
    const viewer: Scope = { ...scope, role: "viewer" };
    expect((await budgetComments(viewer, id)).map(({ text, removable }) => [text, removable])).toEqual([
      ["Talked to the team.", false],
      ["They stop it.", false],
    ]);
    expect(await budgetComments(other, id)).toEqual([]);
    await expect(commentOnBudget(viewer, id, "x", now)).rejects.toThrow("role editor");
    await expect(commentOnBudget(other, id, "x", now)).rejects.toThrow("no such budget");
  });

  it("are taken back by who wrote them and by an admin", async () => {
    const { id } = await made();
    const editor: Scope = { ...scope, role: "editor", actor: "ben@example.com" };
    const own = await commentOnBudget(editor, id, "Mine", now);
    const theirs = await commentOnBudget(scope, id, "Theirs", now);
    await removeComment(editor, own.id);
    await expect(removeComment(editor, theirs.id)).rejects.toThrow("was written by ada@example.com");
    await expect(removeComment(other, theirs.id)).rejects.toThrow("no such comment");
    await removeComment(scope, theirs.id);
    expect(await budgetComments(scope, id)).toEqual([]);
  });

  it("go with their budget", async () => {
    const { id } = await made();
    await commentOnBudget(scope, id, "x", now);
    await removeBudget(scope, id);
    expect(await budgetComments(scope, id)).toEqual([]);
  });
});
