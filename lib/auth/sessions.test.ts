import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { closeSession, closeSessionsOf, openSession, personOf } from "./sessions";

const start = new Date("2026-11-22T10:00:00Z");
const hoursIn = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
let userId = "";

beforeAll(scratchDatabase);
beforeAll(async () => {
  userId = (await db.user.create({ data: { email: "ann@example.com", name: "Ann" } })).id;
});
afterAll(closeDatabase);

describe("a session", () => {
  it("tells who holds its secret, of which only the digest is stored", async () => {
    const secret = await openSession(userId, start);
    expect(await personOf(secret, start)).toEqual({ id: userId, email: "ann@example.com", name: "Ann" });
    const stored = await db.session.findMany({ where: { userId } });
    expect(stored.map(({ secretHash }) => Buffer.from(secretHash).toString("base64url"))).not.toContain(secret);
    expect(await personOf(`${secret.slice(0, -1)}~`, start)).toBeNull();
  });

  it("ends after twelve idle hours", async () => {
    const secret = await openSession(userId, start);
    expect(await personOf(secret, hoursIn(11.9))).not.toBeNull();
    expect(await personOf(secret, hoursIn(23.8))).not.toBeNull();
    expect(await personOf(secret, hoursIn(35.8))).toBeNull();
  });

  it("ends after seven days however busy it is", async () => {
    const secret = await openSession(userId, start);
    for (let hour = 6; hour < 168; hour += 6) expect(await personOf(secret, hoursIn(hour))).not.toBeNull();
    expect(await personOf(secret, hoursIn(168))).toBeNull();
  });

  it("ends at once when it is closed, and leaves the others", async () => {
    const [one, other] = [await openSession(userId, start), await openSession(userId, start)];
    await closeSession(one, start);
    expect(await personOf(one, start)).toBeNull();
    expect(await personOf(other, start)).not.toBeNull();
    await closeSessionsOf(userId, start);
    expect(await personOf(other, start)).toBeNull();
  });

  it("ends with its account", async () => {
    const secret = await openSession(userId, start);
    await db.user.update({ where: { id: userId }, data: { disabledAt: start } });
    expect(await personOf(secret, start)).toBeNull();
    await db.user.update({ where: { id: userId }, data: { disabledAt: null } });
  });
});
