import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { madeAlert, madeServer } from "./made-outbox";
import { deliverDue } from "./outbox";

const FROM = "Outlay <outlay@example.com>";

beforeAll(async () => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
  await scratchDatabase();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
});
beforeEach(async () => {
  await db.workspace.deleteMany({});
});

const server = madeServer;
const queue = async (recipients: string[], kind: "real" | "demo" = "real") => await madeAlert({ recipients, kind });

const states = async () =>
  await rowsOf<{ recipient: string; state: string; reason: string | null; attempts: number }>(
    sql`select recipient, state::text, reason, attempts from outbox order by recipient`,
  );
const makeDue = async () =>
  await rowsOf(sql`update outbox set next_try_at = now() - interval '1 second' where state = 'deferred'`);

describe("the outbox", () => {
  it("sends each message once, to its reader, in one thread with one way out", async () => {
    await queue(["ada@example.com", "ben@example.com"]);
    const there = server();
    expect(await deliverDue(there, FROM)).toBe(2);
    expect(await deliverDue(there, FROM)).toBe(0);
    expect(there.letters.map(({ to }) => to).sort()).toEqual(["ada@example.com", "ben@example.com"]);
    expect(new Set(there.letters.map(({ messageId }) => messageId)).size).toBe(2);
    expect(new Set(there.letters.map(({ references }) => references.join())).size).toBe(1);
    expect(there.letters[0]?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(await states()).toMatchObject([
      { state: "sent", reason: "250 kept" },
      { state: "sent", reason: "250 kept" },
    ]);
  });

  it("tries again what was deferred, as the very same mail", async () => {
    await queue(["ada@example.com"]);
    let isDown = true;
    const there = server(() =>
      isDown ? { outcome: "deferred", reason: "down" } : { outcome: "sent", response: "250" },
    );
    expect(await deliverDue(there, FROM)).toBe(0);
    expect(await states()).toMatchObject([{ state: "deferred", reason: "down", attempts: 1 }]);
    expect(await deliverDue(there, FROM)).toBe(0);
    expect(there.letters).toHaveLength(1);
    isDown = false;
    await makeDue();
    expect(await deliverDue(there, FROM)).toBe(1);
    expect(there.letters[1]).toEqual(there.letters[0]);
  });

  it("gives up what is refused at once, and what is deferred after a day", async () => {
    await queue(["nobody@example.com"]);
    await deliverDue(
      server(() => ({ outcome: "refused", reason: "550 No such person" })),
      FROM,
    );
    expect(await states()).toMatchObject([{ state: "failed", reason: "550 No such person" }]);
    await db.workspace.deleteMany({});
    await queue(["ada@example.com"]);
    await rowsOf(sql`update outbox set first_try_at = now() - interval '25 hours'`);
    await deliverDue(
      server(() => ({ outcome: "deferred", reason: "still down" })),
      FROM,
    );
    expect(await states()).toMatchObject([{ state: "failed", reason: "still down" }]);
  });

  it("shared by two processes sends each message once", async () => {
    await queue(Array.from({ length: 30 }, (_, index) => `reader-${index}@example.com`));
    const there = server();
    const sent = await Promise.all([deliverDue(there, FROM), deliverDue(there, FROM), deliverDue(there, FROM)]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(new Set(there.letters.map(({ to }) => to)).size).toBe(30);
    expect(there.letters).toHaveLength(30);
  });

  it("left by a process that died is taken up again once its lease is over, under the same Message-ID", async () => {
    await queue(["ada@example.com"]);
    const dying = server(() => {
      throw new Error("killed");
    });
    await expect(deliverDue(dying, FROM)).rejects.toThrow("killed");
    const next = server();
    expect(await deliverDue(next, FROM)).toBe(0);
    await rowsOf(sql`update outbox set next_try_at = now() - interval '1 second'`);
    expect(await deliverDue(next, FROM)).toBe(1);
    expect(next.letters[0]?.messageId).toBe(dying.letters[0]?.messageId);
  });

  it("writes to nobody of the demo company", async () => {
    await queue(["maya@mallowfinch.example"], "demo");
    const there = server();
    expect(await deliverDue(there, FROM)).toBe(0);
    expect(there.letters).toEqual([]);
    expect(await states()).toMatchObject([{ state: "queued" }]);
  });
});
