import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { once } from "./once";
import type { Scope } from "./scope";
import { realWorkspace, systemScope } from "./workspaces";

const now = new Date("2026-11-22T10:00:00Z");
const tomorrow = new Date("2026-11-23T10:00:01Z");
let scope: Scope;
let effects = 0;

const change = async () => {
  effects += 1;
  return { status: 202, body: { id: `effect ${effects}` } };
};

beforeAll(async () => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  await scratchDatabase();
});
beforeAll(async () => {
  scope = await systemScope((await realWorkspace()).id);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
});

describe("a change with a key", () => {
  it("is done once and answered alike every time", async () => {
    const before = effects;
    const ask = () => once(scope, { key: "a", request: "import x" }, now, change);
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(effects).toBe(before + 1);
  });

  it("is refused for a different request, or from somebody else", async () => {
    await once(scope, { key: "b", request: "import x" }, now, change);
    await expect(once(scope, { key: "b", request: "import y" }, now, change)).rejects.toThrow(/different request/);
    const other = { ...scope, actor: "token other" };
    await expect(once(other, { key: "b", request: "import x" }, now, change)).rejects.toThrow(/different request/);
  });

  it("has one effect when it is sent several times at once", async () => {
    const before = effects;
    const sent = Array.from({ length: 6 }, () => once(scope, { key: "c", request: "import x" }, now, change));
    await Promise.allSettled(sent);
    expect(effects).toBe(before + 1);
  });

  it("keeps no answer in clear", async () => {
    await once(scope, { key: "s", request: "make a webhook" }, now, async () => {
      return { status: 201, body: { secret: "whsec-very-secret" } };
    });
    const rows = await rowsOf<{ row: string }>(sql`select idempotency_key::text as row from idempotency_key`);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/very-secret|76657279/);
  });

  it("can be tried again after it failed", async () => {
    const fail = () => Promise.reject(new Error("The disk is full."));
    await expect(once(scope, { key: "d", request: "import x" }, now, fail)).rejects.toThrow("The disk is full.");
    expect(await once(scope, { key: "d", request: "import x" }, now, change)).toMatchObject({ status: 202 });
  });

  it("is forgotten after a day", async () => {
    const first = await once(scope, { key: "e", request: "import x" }, now, change);
    expect(await once(scope, { key: "e", request: "import x" }, tomorrow, change)).not.toEqual(first);
  });

  it("is free again when whoever worked on it was killed", async () => {
    await new Promise<void>((claimed) => {
      const killed = () => {
        claimed();
        return new Promise<never>(() => {});
      };
      void once(scope, { key: "f", request: "import x" }, now, killed);
    });
    await expect(once(scope, { key: "f", request: "import x" }, now, change)).rejects.toThrow(/still being worked on/);
    const quarter = new Date(now.getTime() + 15 * 60_000 + 1);
    expect(await once(scope, { key: "f", request: "import x" }, quarter, change)).toMatchObject({ status: 202 });
  });
});
