import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { passwordHash } from "./password";
import { personWithPassword } from "./sign-in";
import { bookAttempt, succeeded } from "./throttle";

const now = new Date("2026-11-22T10:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const password = "correct horse battery";

beforeAll(scratchDatabase);
beforeAll(async () => {
  await db.user.create({
    data: { email: "ann@example.com", name: "Ann", passwordHash: await passwordHash(password) },
  });
  await db.user.create({
    data: { email: "off@example.com", name: "Off", passwordHash: await passwordHash(password), disabledAt: now },
  });
  await db.user.create({ data: { email: "sso@example.com", name: "Only by single sign-on" } });
});
beforeEach(async () => {
  await db.signInAttempt.deleteMany();
});
afterAll(closeDatabase);

describe("signing in", () => {
  it("works with the right password", async () => {
    const person = await personWithPassword({ email: "ann@example.com", password }, "203.0.113.9", now);
    expect(person.email).toBe("ann@example.com");
    expect(await db.signInAttempt.findMany()).toMatchObject([{ succeeded: true, network: "203.0.113.0/24" }]);
  });

  it.each([
    ["a wrong password", "ann@example.com", "wrong horse battery"],
    ["an unknown account", "nobody@example.com", password],
    ["a disabled account", "off@example.com", password],
    ["an account without password", "sso@example.com", password],
  ])("says the same of %s", async (_what, email, typed) => {
    const tried = personWithPassword({ email, password: typed }, "203.0.113.9", now);
    await expect(tried).rejects.toThrow("E-mail or password is wrong.");
  });
});

describe("guessing", () => {
  it("stops after ten tries of one account, wherever they come from, for a quarter of an hour", async () => {
    for (let host = 0; host < 10; host += 1) {
      await bookAttempt({ email: "ann@example.com", network: `198.51.${host}.0/24` }, now);
    }
    const right = () => personWithPassword({ email: "ann@example.com", password }, "203.0.113.9", later(14));
    await expect(right()).rejects.toThrow(/Wait 15 minutes/);
    await expect(
      personWithPassword({ email: "ann@example.com", password }, "203.0.113.9", later(15)),
    ).resolves.toBeDefined();
  });

  it("stops after fifty tries from one network, whatever the account", async () => {
    for (let person = 0; person < 50; person += 1) {
      await bookAttempt({ email: `p${person}@example.com`, network: "2001:db8:0:0::/64" }, now);
    }
    const from = (address: string) => personWithPassword({ email: "ann@example.com", password }, address, now);
    await expect(from("2001:db8::ffff:1")).rejects.toThrow(/Too many failed sign-ins/);
    await expect(from("2001:db8:0:1::1")).resolves.toBeDefined();
  });

  it("counts a hundred tries at once like a hundred in a row", async () => {
    const tries = Array.from({ length: 100 }, (_, at) =>
      bookAttempt({ email: "ann@example.com", network: `198.51.${at}.0/24` }, now),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("does not count what was right", async () => {
    const attempt = { email: "ann@example.com", network: "203.0.113.0/24" };
    for (let time = 0; time < 60; time += 1) await succeeded(await bookAttempt(attempt, now));
    expect(await db.signInAttempt.count({ where: { succeeded: false } })).toBe(0);
  });
});
