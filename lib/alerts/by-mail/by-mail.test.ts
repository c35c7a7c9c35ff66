import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { realWorkspace, systemScope } from "../../auth/workspaces";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { signedLink } from "../../notify/links";
import { madeAlert } from "../../notify/made-outbox";
import { openAlertCount } from "../list";
import { followLink, setPreferenceByMail, subscribeAgain, unsubscribe } from "./follow";
import { linkOffer } from "./offer";

const ADA = "ada@example.com";
const now = new Date("2026-11-23T09:00:00Z");
const later = new Date("2026-12-03T09:00:00Z");
let made: Awaited<ReturnType<typeof madeAlert>>;

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
  await db.user.deleteMany({});
  const workspace = await realWorkspace();
  await db.user.create({
    data: {
      email: "root@example.com",
      name: "Root",
      memberships: { create: { workspaceId: workspace.id, role: "admin" } },
    },
  });
  made = await madeAlert({
    recipients: [ADA, "ben@example.com"],
    budget: { owner: ADA, recipients: ["ben@example.com"] },
  });
});

const token = (purpose: Parameters<typeof signedLink>[0]["purpose"], recipient = ADA) =>
  new URL(signedLink({ purpose, alertId: made.alertId, recipient }, now)).pathname.replace("/mail/", "");
const alert = () => db.alert.findUniqueOrThrow({ where: { id: made.alertId }, include: { events: true } });
const budget = () => db.budget.findUniqueOrThrow({ where: { id: made.budgetId } });
const messages = () => db.outboxIntent.findMany({ orderBy: [{ message: "asc" }, { recipient: "asc" }] });

describe("a link of a mail", () => {
  it("changes nothing when it is only looked at", async () => {
    for (const purpose of ["acknowledge", "snooze", "not_mine", "unsubscribe"] as const) {
      expect(await linkOffer(token(purpose), now)).toMatchObject({ done: null, budget: { name: "payments" } });
    }
    expect(await alert()).toMatchObject({ state: "open", events: [] });
    expect(await db.mailRefusal.count()).toBe(0);
  });

  it("acknowledges in the reader's name, once; again, by whomever, it says who did", async () => {
    expect(await followLink(token("acknowledge"), now)).toMatch(/^Acknowledged/);
    expect(await followLink(token("acknowledge"), later)).toBe(`${ADA} has acknowledged it on 23 Nov 2026.`);
    expect(await followLink(token("acknowledge", "ben@example.com"), later)).toContain(`${ADA} has acknowledged`);
    expect(await alert()).toMatchObject({ state: "acknowledged", events: [{ kind: "acknowledged", actor: ADA }] });
  });

  it("snoozes for seven days, and not again when it is pressed after that", async () => {
    expect(await followLink(token("snooze"), now)).toBe("Snoozed until 30 Nov 2026.");
    expect(await followLink(token("snooze"), now)).toBe("It is snoozed until 30 Nov 2026 already.");
    expect(await followLink(token("snooze"), later)).toMatch(/^You snoozed it on 23 Nov 2026/);
    expect((await alert()).events).toHaveLength(1);
    const scope = await systemScope(made.workspaceId);
    expect([await openAlertCount(scope, now), await openAlertCount(scope, later)]).toEqual([0, 1]);
  });

  it("hands the budget of an owner to the admins, who are told once", async () => {
    expect(await followLink(token("not_mine"), now)).toMatch(/admins are asked/);
    expect(await followLink(token("not_mine"), now)).toMatch(/^You are not among those/);
    expect(await budget()).toMatchObject({ owner: null, recipients: ["ben@example.com"] });
    expect(await messages()).toMatchObject([
      { message: "alert", recipient: ADA, state: "suppressed" },
      { message: "alert", recipient: "ben@example.com", state: "queued" },
      { message: "notice", recipient: "root@example.com", state: "queued" },
    ]);
  });

  it("takes another recipient off, and leaves the owner", async () => {
    await followLink(token("not_mine", "ben@example.com"), now);
    expect(await budget()).toMatchObject({ owner: ADA, recipients: [] });
    expect((await alert()).events).toMatchObject([{ kind: "commented", actor: "ben@example.com" }]);
  });

  it("ends mails about the budget with one click, and begins them again", async () => {
    await unsubscribe(token("unsubscribe"), now);
    await unsubscribe(token("unsubscribe"), now);
    expect(await db.mailRefusal.count()).toBe(1);
    expect(await messages()).toMatchObject([{ state: "suppressed" }, { state: "queued" }]);
    expect(await linkOffer(token("unsubscribe"), now)).toMatchObject({ isRefused: true });
    expect(await subscribeAgain(token("unsubscribe"), now)).toBe("You get mails about payments again.");
    expect(await db.mailRefusal.count()).toBe(0);
  });

  it("of a mail about several budgets ends mails about each of them, and begins them again", async () => {
    const other = await madeAlert({ recipients: [ADA], name: "search" });
    await madeAlert({ recipients: [ADA], name: "web" });
    await db.outboxIntent.updateMany({
      where: { recipient: ADA, budgetId: { in: [made.budgetId, other.budgetId] } },
      data: { messageId: "digest@outlay.example.com", state: "sent" },
    });
    const claims = { purpose: "unsubscribe", alertId: made.alertId, recipient: ADA } as const;
    const link = signedLink({ ...claims, mail: "digest@outlay.example.com" }, now);
    const own = new URL(link).pathname.replace("/mail/", "");
    expect(await linkOffer(own, now)).toMatchObject({ title: "No more mails about payments and search", done: null });
    await unsubscribe(own, now);
    expect((await db.mailRefusal.findMany()).map(({ budgetId }) => budgetId).sort()).toEqual(
      [made.budgetId, other.budgetId].sort(),
    );
    expect(await linkOffer(own, now)).toMatchObject({ isRefused: true });
    expect(await subscribeAgain(own, now)).toBe("You get mails about payments and search again.");
    expect(await db.mailRefusal.count()).toBe(0);
    await db.budget.delete({ where: { id: made.budgetId } });
    expect(await linkOffer(own, now)).toMatchObject({ title: "No more mails about search", isRefused: false });
    await unsubscribe(own, now);
    expect(await db.mailRefusal.findMany()).toMatchObject([{ budgetId: other.budgetId, address: ADA }]);
    await db.budget.delete({ where: { id: other.budgetId } });
    await expect(unsubscribe(own, now)).rejects.toThrow("removed");
  });

  it("does what it is for and nothing else", async () => {
    await expect(unsubscribe(token("acknowledge"), now)).rejects.toThrow("for something else");
    const wanted = { digestHour: 7, quietFrom: null, quietTo: null, timeZone: "UTC", locale: null };
    await expect(setPreferenceByMail(token("snooze"), wanted, now)).rejects.toThrow("for something else");
    await setPreferenceByMail(token("unsubscribe"), wanted, now);
    expect(await db.mailPreference.findFirst()).toMatchObject({ address: ADA, digestHour: 7 });
  });

  it("is refused in words when it was altered, is over, or its reader or budget is gone", async () => {
    const good = token("acknowledge");
    await expect(linkOffer(`${good}x`, now)).rejects.toThrow("was changed");
    await expect(linkOffer("nonsense", now)).rejects.toThrow("was changed");
    await expect(followLink(good, new Date("2027-02-01T00:00:00Z"))).rejects.toThrow("over");
    await db.user.create({ data: { email: ADA, name: "Ada" } });
    await expect(followLink(good, now)).rejects.toThrow("no access");
    await db.user.deleteMany({ where: { email: ADA } });
    await db.budget.deleteMany({});
    await expect(followLink(good, now)).rejects.toThrow("removed");
  });

  it("does nothing to an alert that is settled", async () => {
    await db.alert.updateMany({ data: { state: "resolved" } });
    expect(await followLink(token("acknowledge"), now)).toBe("This alert is resolved already.");
    expect(await followLink(token("snooze"), now)).toBe("This alert is resolved already.");
  });
});
