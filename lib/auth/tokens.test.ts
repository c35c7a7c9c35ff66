import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { Scope } from "./scope";
import { createToken, NewToken, revokeToken, scopeOfToken, tokenList } from "./tokens";
import { realWorkspace, systemScope } from "./workspaces";

const now = new Date("2026-11-22T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let admin: Scope;

beforeAll(scratchDatabase);
beforeAll(async () => {
  admin = await systemScope((await realWorkspace()).id);
});
afterAll(closeDatabase);

const make = (name: string, expiresAt: Date | null = null) =>
  createToken(admin, NewToken.parse({ name, role: "editor", expiresAt }), now);

describe("a token", () => {
  it("opens its workspace with its role, and is shown once", async () => {
    const { token, ...shown } = await make("ci");
    expect(token).toMatch(/^outlay_[0-9A-Za-z]{49}$/);
    expect(await scopeOfToken(token, now)).toEqual({ ...admin, role: "editor", actor: "token ci" });
    const everything = JSON.stringify([await tokenList(admin), shown]);
    expect(everything).not.toContain(token.slice(shown.prefix.length));
  });

  it("is refused when it is misspelt, unknown or not a token", async () => {
    const { token } = await make("misspelt");
    const last = token.endsWith("0") ? "1" : "0";
    for (const wrong of [token.slice(0, -1) + last, token.slice(0, -1), `${token}0`, ` ${token}`, "", "outlay_"]) {
      expect(await scopeOfToken(wrong, now)).toBeNull();
    }
    await db.apiToken.deleteMany({ where: { name: "misspelt" } });
    expect(await scopeOfToken(token, now)).toBeNull();
  });

  it("ends when it expires", async () => {
    const { token } = await make("short", later(60));
    expect(await scopeOfToken(token, later(59))).not.toBeNull();
    expect(await scopeOfToken(token, later(60))).toBeNull();
    await expect(make("past", now)).rejects.toThrow(/already have expired/);
  });

  it("ends when it is revoked", async () => {
    const { token, id } = await make("revoked");
    await revokeToken(admin, id, now);
    expect(await scopeOfToken(token, now)).toBeNull();
    await expect(revokeToken(admin, id, now)).rejects.toThrow(/no such token/);
  });

  it("notes its last use, at most once a minute", async () => {
    const { token, id } = await make("used");
    const lastUse = async () => (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await scopeOfToken(token, now);
    await scopeOfToken(token, later(0.5));
    expect(await lastUse()).toEqual(now);
    await scopeOfToken(token, later(2));
    expect(await lastUse()).toEqual(later(2));
  });

  it("is made by an admin, with a name of its own", async () => {
    await make("twice");
    await expect(make("twice")).rejects.toThrow(/already a token called twice/);
    await expect(
      createToken({ ...admin, role: "editor" }, NewToken.parse({ name: "x", role: "viewer" }), now),
    ).rejects.toThrow(/needs the role admin/);
  });

  it("cannot be revoked from another workspace", async () => {
    const { id, token } = await make("ours");
    const other = await db.workspace.create({ data: { slug: "other", name: "Other", kind: "real" } });
    await expect(revokeToken({ ...admin, workspaceId: other.id }, id, now)).rejects.toThrow(/no such token/);
    expect(await scopeOfToken(token, now)).not.toBeNull();
  });
});
