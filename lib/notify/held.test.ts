import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { MOST_AN_HOUR } from "./hold";
import { linkClaims } from "./links";
import { madeEvidence } from "./made-evidence";
import { madeAlert, madeServer } from "./made-outbox";
import { deliverDue } from "./outbox";
import { changePreference, MailPreference, preferenceFor, setPreference } from "./preference";

const FROM = "Outlay <outlay@example.com>";
const ADA = "ada@example.com";

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
});

const rows = () =>
  rowsOf<{ name: string; state: string; reason: string | null; messageId: string | null }>(sql`
    select budget.name, outbox.state::text, outbox.reason, outbox.message_id as "messageId"
    from outbox join budget on budget.id = budget_id order by budget.name`);

/** The hour that it is now in UTC, so many hours later. */
async function hour(later: number): Promise<number> {
  const [now] = await rowsOf<{ hour: number }>(sql`select extract(hour from now() at time zone 'UTC')::int as hour`);
  return ((now?.hour ?? 0) + later + 24) % 24;
}

async function prefer(workspaceId: string, wanted: Partial<MailPreference>): Promise<void> {
  const none = { digestHour: null, quietFrom: null, quietTo: null, timeZone: "UTC", locale: null };
  await setPreference({ workspaceId, address: ADA }, MailPreference.parse({ ...none, ...wanted }), new Date());
}

describe("how a reader wants mails", () => {
  it("is changed by the reader and by an admin, field by field, and by nobody else", async () => {
    const scope = { ...(await systemScope((await realWorkspace()).id)), role: "viewer" as const, actor: ADA };
    expect(await changePreference(scope, ADA, { digestHour: 8 }, new Date())).toMatchObject({ digestHour: 8 });
    const admin = { ...scope, role: "admin" as const, actor: "token" };
    await changePreference(admin, ADA, { quietFrom: 22, quietTo: 7, timeZone: "Europe/Berlin" }, new Date());
    const wanted = { digestHour: 8, quietFrom: 22, quietTo: 7, timeZone: "Europe/Berlin", locale: null };
    expect(await preferenceFor(scope, ADA)).toEqual(wanted);
    await expect(changePreference(admin, ADA, { quietTo: null }, new Date())).rejects.toThrow("both hours");
    await expect(preferenceFor({ ...scope, actor: "eve@example.com" }, ADA)).rejects.toThrow();
    expect(await preferenceFor(scope, ADA)).toEqual(wanted);
  });
});

describe("what waits for a reader", () => {
  it("comes as one mail that names each budget, and the rows say which mail carried them", async () => {
    for (const name of ["payments", "search", "web"])
      await madeAlert({ recipients: [ADA, `${name}@example.com`], name });
    const there = madeServer();
    expect(await deliverDue(there, FROM)).toBe(4);
    const [mail, ...others] = there.letters.filter(({ to }) => to === ADA);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("[3 alerts]: payments, search, web");
    for (const name of ["payments", "search", "web"]) {
      expect(mail?.text).toContain(`${name}, November 2026`);
      expect(mail?.html).toContain(`${name}, November 2026`);
    }
    expect(mail?.text.match(/Acknowledge:/g)).toHaveLength(3);
    expect(mail?.html.match(/class="bar-mark"/g)).toHaveLength(3);
    const [, oneClick = ""] = /^<(.+)>$/.exec(mail?.headers["List-Unsubscribe"] ?? "") ?? [];
    expect(mail?.text).toContain(oneClick.replace("/one-click", ""));
    const claims = linkClaims(new URL(oneClick).pathname.split("/")[2] ?? "", new Date());
    expect(claims).toMatchObject({ purpose: "unsubscribe", recipient: ADA, mail: mail?.messageId });
    const carried = await rows();
    expect(carried.every(({ state }) => state === "sent")).toBe(true);
    expect(carried.filter(({ messageId }) => messageId === mail?.messageId)).toHaveLength(3);
  });

  it("and was not taken is tried again as the same mail, without what has come since", async () => {
    for (const name of ["payments", "search"]) await madeAlert({ recipients: [ADA], name });
    let answer: "deferred" | "sent" = "deferred";
    const there = madeServer(() =>
      answer === "sent" ? { outcome: "sent", response: "250" } : { outcome: "deferred", reason: "451" },
    );
    await deliverDue(there, FROM);
    await madeAlert({ recipients: [ADA], name: "web" });
    answer = "sent";
    await rowsOf(sql`update outbox set next_try_at = now() - interval '1 second' where state = 'deferred'`);
    expect(await deliverDue(there, FROM)).toBe(2);
    expect(there.letters.map(({ subject }) => subject)).toEqual([
      "[2 alerts]: payments, search",
      "[2 alerts]: payments, search",
      "[Over 112 %] web November 2026 budget: $11,240 of $10,000, forecast $14.9K",
    ]);
    expect(there.letters[1]).toEqual(there.letters[0]);
  });

  it("at night waits for the morning of the reader", async () => {
    const { workspaceId } = await madeAlert({ recipients: [ADA] });
    await prefer(workspaceId, { quietFrom: await hour(-1), quietTo: await hour(2) });
    const there = madeServer();
    expect(await deliverDue(there, FROM)).toBe(0);
    await prefer(workspaceId, { quietFrom: await hour(-1), quietTo: await hour(2), timeZone: "Pacific/Kiritimati" });
    expect(await deliverDue(there, FROM)).toBe(1);
  });

  it("comes together at the hour of the day that the reader chose", async () => {
    const { workspaceId } = await madeAlert({ recipients: [ADA], name: "payments" });
    await madeAlert({ recipients: [ADA], name: "search" });
    await prefer(workspaceId, { digestHour: await hour(0) });
    const there = madeServer();
    expect(await deliverDue(there, FROM)).toBe(0);
    await rowsOf(sql`update outbox set created_at = created_at - interval '70 minutes'`);
    expect(await deliverDue(there, FROM)).toBe(1);
    expect(there.letters[0]?.subject).toBe("[2 alerts]: payments, search");
  });

  it("beyond some mails an hour waits and comes as one", async () => {
    const there = madeServer();
    for (let count = 0; count < MOST_AN_HOUR; count += 1) {
      await madeAlert({ recipients: [ADA], name: `budget ${count}` });
      expect(await deliverDue(there, FROM)).toBe(1);
    }
    await madeAlert({ recipients: [ADA], name: "late one" });
    await madeAlert({ recipients: [ADA], name: "later one" });
    expect(await deliverDue(there, FROM)).toBe(0);
    await rowsOf(sql`update outbox set sent_at = sent_at - interval '61 minutes'`);
    expect(await deliverDue(there, FROM)).toBe(1);
    expect(there.letters.at(-1)?.subject).toBe("[2 alerts]: late one, later one");
  });
});

describe("rights when a mail leaves", () => {
  const person = async (workspaceId: string, membership: object | null) =>
    await db.user.create({
      data: {
        email: ADA,
        name: "Ada",
        ...(membership && { memberships: { create: { workspaceId, role: "viewer", ...membership } } }),
      },
    });

  it("who lost their access is not told, and the row says so", async () => {
    const { workspaceId } = await madeAlert({ recipients: [ADA] });
    await person(workspaceId, null);
    const there = madeServer();
    expect(await deliverDue(there, FROM)).toBe(0);
    expect(await rows()).toMatchObject([{ state: "suppressed", reason: expect.stringContaining("no access") }]);
  });

  it.each([
    ["payments", "sent"],
    ["search", "suppressed"],
  ])("who may see the charges of %s: %s", async (team, state) => {
    const { workspaceId } = await madeAlert({ recipients: [ADA] });
    await person(workspaceId, { rows: [{ dimension: "tag.team", operator: "eq", values: [team] }] });
    await deliverDue(madeServer(), FROM);
    expect(await rows()).toMatchObject([{ state }]);
  });

  it("of what would be one mail, only the part goes that the reader may see", async () => {
    const { workspaceId } = await madeAlert({ recipients: [ADA], name: "payments" });
    await madeAlert({
      recipients: [ADA],
      name: "everything",
      evidence: { budget: { ...madeEvidence().budget, name: "everything", where: [] } },
    });
    await person(workspaceId, { rows: [{ dimension: "tag.team", operator: "eq", values: ["payments"] }] });
    const there = madeServer();
    expect(await deliverDue(there, FROM)).toBe(1);
    expect(there.letters.map(({ subject }) => subject)).toEqual([expect.stringContaining("payments November 2026")]);
    expect((await rows()).map(({ state }) => state)).toEqual(["suppressed", "sent"]);
  });
});
