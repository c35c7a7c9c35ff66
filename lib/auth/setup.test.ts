import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { readEnv } from "../env";
import { completeSetup, ensureFirstAdmin, isSetupToken, setupLink } from "./setup";
import { Account } from "./users";
import { scopeFor } from "./workspaces";

beforeAll(scratchDatabase);
afterAll(closeDatabase);
beforeEach(async () => {
  await db.user.deleteMany();
  await db.setupToken.deleteMany();
});

const now = new Date("2026-11-22T10:00:00Z");
const account = (email: string) => Account.parse({ name: "Ann", email, password: "correct horse battery" });
const tokenOf = (link: string | null) => new URL(link ?? "none:").searchParams.get("token") ?? "";
const newToken = async () => tokenOf(await setupLink("https://outlay.example"));

describe("the set-up link", () => {
  it("leads to the public address and is not stored", async () => {
    const link = await setupLink("https://outlay.example");
    expect(link).toMatch(/^https:\/\/outlay\.example\/setup\?token=[\w-]{43}$/);
    const [row] = await db.setupToken.findMany();
    expect(Buffer.from(row?.tokenHash ?? []).toString("base64url")).not.toBe(tokenOf(link));
  });

  it("makes the first admin, who then sees the real workspace, and works once", async () => {
    const token = await newToken();
    const { userId } = await completeSetup(token, account("ann@example.com"), now);
    expect(await scopeFor(userId)).toMatchObject({ role: "admin", workspaceKind: "real", actor: "ann@example.com" });
    await expect(completeSetup(token, account("bob@example.com"), now)).rejects.toThrow(/no longer works/);
    expect(await setupLink("https://outlay.example")).toBeNull();
  });

  it("is replaced by the next start", async () => {
    const first = await newToken();
    const second = await newToken();
    expect(await isSetupToken(first)).toBe(false);
    await expect(completeSetup(first, account("ann@example.com"), now)).rejects.toThrow(/no longer works/);
    expect(await isSetupToken(second)).toBe(true);
  });

  it("lets one of several at once win", async () => {
    const token = await newToken();
    const emails = ["ann@example.com", "bob@example.com", "cat@example.com"];
    const outcomes = await Promise.allSettled(emails.map((email) => completeSetup(token, account(email), now)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count()).toBe(1);
  });

  it("is not guessed", async () => {
    await newToken();
    await expect(completeSetup("", account("ann@example.com"), now)).rejects.toThrow(/no longer works/);
    expect(await db.user.count()).toBe(0);
  });
});

describe("the first admin of the environment", () => {
  const given = (password: string) => {
    const read = readEnv({ OUTLAY_ADMIN_EMAIL: "Ops@Example.com", OUTLAY_ADMIN_PASSWORD: password });
    if ("problems" in read) throw new Error("The environment of this test is wrong.");
    return read.env;
  };

  it("is made once, by one of several replicas", async () => {
    const env = given("correct horse battery");
    const made = await Promise.all([ensureFirstAdmin(env), ensureFirstAdmin(env), ensureFirstAdmin(env)]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await ensureFirstAdmin(env)).toBe(false);
    expect(await db.user.findMany({ select: { email: true } })).toEqual([{ email: "ops@example.com" }]);
  });

  it("is refused with the variable's name when the password is the address", async () => {
    await expect(ensureFirstAdmin(given("ops@example.com"))).rejects.toThrow(/^OUTLAY_ADMIN_PASSWORD: Do not use/);
  });
});

describe("an account", () => {
  it.each([
    ["a short password", { password: "short" }, "password"],
    ["the address as the password", { password: "ann@example.com" }, "password"],
    ["no name", { name: " " }, "name"],
    ["two addresses", { email: "a@b.co,c@d.co" }, "email"],
    ["an object as the address", { email: { not: "" } }, "email"],
    ["a role nobody asked for", { role: "admin" }, undefined],
  ])("with %s is refused beside its field", (_what, part, field) => {
    const typed = { name: "Ann", email: "ann@example.com", password: "correct horse battery", ...part };
    expect(Account.safeParse(typed).error?.issues[0]?.path[0]).toBe(field);
  });
});
