import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { madeAlert, madeServer } from "./made-outbox";
import { deliverDue } from "./outbox";
import { actOnOutbox } from "./outbox-act";
import { outboxEntry, outboxList } from "./outbox-list";
import { outboxPreview } from "./outbox-preview";
import { watchDelivery } from "./watch-delivery";
import { watchSources } from "./watch-sources";

const FROM = "Outlay <outlay@example.com>";
const ADA = "ada@example.com";
let scope: Scope;

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
  scope = await systemScope((await realWorkspace()).id);
  const { workspaceId } = scope;
  for (const role of ["admin", "viewer"] as const) {
    const memberships = { create: { workspaceId, role } };
    await db.user.create({ data: { email: `${role}@example.com`, name: role, memberships } });
  }
});

const refusing = () => madeServer(() => ({ outcome: "refused", reason: "550 No such person" }));
const notices = () =>
  rowsOf<{ recipient: string; subject: string; sentence: string }>(sql`
    select recipient, payload ->> 'subject' as subject, payload ->> 'sentence' as sentence
    from outbox where message = 'notice' order by created_at`);

describe("the outbox", () => {
  it("tells of each message what became of it, and shows the mail as it looks, without the reader's keys", async () => {
    await madeAlert({ recipients: [ADA] });
    const [waiting] = await outboxList(scope);
    expect(waiting).toMatchObject({ state: "queued", hold: "no_server", recipient: ADA, budgetName: "payments" });
    expect(waiting?.subject).toMatch(/^\[Over 112 %\] payments/);
    const preview = await outboxPreview(scope, waiting?.id ?? "");
    const there = madeServer();
    await deliverDue(there, "Outlay");
    expect({ ...preview, posted: null }).toMatchObject({ to: ADA, subject: there.letters[0]?.subject, posted: null });
    expect(there.letters[0]?.text).toMatch(/\/mail\/[\w-]+\.[\w-]+/);
    const { text, html, headers } = preview;
    expect(JSON.stringify({ text, html, headers })).not.toMatch(/\/mail\/[\w-]/);
    expect(await outboxEntry(scope, waiting?.id ?? "")).toMatchObject({
      state: "sent",
      reason: "250 kept",
      hold: null,
    });
  });

  it("shows of a mail with several messages all of them", async () => {
    await madeAlert({ recipients: [ADA], name: "payments" });
    await madeAlert({ recipients: [ADA], name: "search" });
    await deliverDue(madeServer(), FROM);
    const all = await outboxList(scope);
    expect(all.map(({ together }) => together)).toEqual([2, 2]);
    expect((await outboxPreview(scope, all[0]?.id ?? "")).subject).toBe("[2 alerts]: payments, search");
  });

  it("shows who sees a part of the bill what is about that part", async () => {
    await madeAlert({ recipients: [ADA] });
    const [entry] = await outboxList(scope);
    const of = (team: string): Scope => ({
      ...scope,
      role: "viewer",
      rows: [{ dimension: "tag.team", operator: "eq", values: [team] }],
    });
    expect(await outboxList(of("payments"))).toHaveLength(1);
    expect(await outboxList(of("search"))).toEqual([]);
    await expect(outboxPreview(of("search"), entry?.id ?? "")).rejects.toThrow("no such message");
  });

  it("sends again what was given up, under the Message-ID it had", async () => {
    await madeAlert({ recipients: [ADA] });
    const first = refusing();
    await deliverDue(first, FROM);
    const [failed] = await outboxList(scope, { states: ["failed"] });
    await expect(actOnOutbox({ ...scope, role: "editor" }, failed?.id ?? "", { action: "send" })).rejects.toThrow(
      "admin",
    );
    await actOnOutbox(scope, failed?.id ?? "", { action: "send" });
    const second = madeServer();
    expect(await deliverDue(second, FROM)).toBe(1);
    expect(second.letters[0]?.messageId).toBe(first.letters[0]?.messageId);
    await expect(actOnOutbox(scope, failed?.id ?? "", { action: "send" })).rejects.toThrow("was sent on");
  });

  it("keeps what an admin decided not to send", async () => {
    await madeAlert({ recipients: [ADA] });
    const [entry] = await outboxList(scope);
    await actOnOutbox(scope, entry?.id ?? "", { action: "suppress" });
    expect(await deliverDue(madeServer(), FROM)).toBe(0);
    expect(await outboxList(scope)).toMatchObject([{ state: "suppressed", reason: "outlay decided not to send it." }]);
  });
});

describe("what admins are told", () => {
  it("that messages are not taken, once a day, and not about that message itself", async () => {
    await madeAlert({ recipients: ["nobody@example.com"] });
    await watchDelivery();
    expect(await notices()).toEqual([]);
    await deliverDue(refusing(), FROM);
    await watchDelivery();
    await watchDelivery();
    expect(await notices()).toEqual([
      {
        recipient: "admin@example.com",
        subject: "Messages of Outlay do not arrive",
        sentence: "1 message was given up.",
      },
    ]);
    await deliverDue(refusing(), FROM);
    await watchDelivery();
    const there = madeServer();
    expect(await notices()).toHaveLength(1);
    expect(await deliverDue(there, FROM)).toBe(0);
  });

  it("unless they are gone when it leaves", async () => {
    await madeAlert({ recipients: ["nobody@example.com"] });
    await deliverDue(refusing(), FROM);
    await watchDelivery();
    await db.membership.deleteMany({});
    expect(await deliverDue(madeServer(), FROM)).toBe(0);
    expect(await outboxList(scope, { recipient: "admin@example.com" })).toMatchObject([
      { state: "suppressed", reason: "The reader has no access to Outlay any more." },
    ]);
  });

  it("as a mail of its own", async () => {
    await madeAlert({ recipients: ["nobody@example.com"] });
    await deliverDue(refusing(), FROM);
    await watchDelivery();
    const there = madeServer();
    await deliverDue(there, FROM);
    expect(there.letters).toMatchObject([{ to: "admin@example.com", subject: "Messages of Outlay do not arrive" }]);
    expect(there.letters[0]?.text).toContain("nobody@example.com: 550 No such person");
    expect(there.letters[0]?.text).toContain("https://outlay.example.com/outbox");
  });

  it("that a source brings nothing new, once until it does", async () => {
    const { workspaceId } = scope;
    const day = (back: number) => new Date(Date.now() - back * 86_400_000);
    for (const [name, back] of [
      ["fresh", 1],
      ["stale", 5],
    ] as const) {
      await db.source.create({ data: { workspaceId, connector: "aws-cost-explorer", name, dataThrough: day(back) } });
    }
    await db.source.create({ data: { workspaceId, connector: "file", name: "file", dataThrough: day(50) } });
    await watchSources();
    await watchSources();
    expect(await notices()).toMatchObject([{ subject: "No new charges from stale" }]);
    await db.source.updateMany({ where: { name: "stale" }, data: { dataThrough: day(4) } });
    await watchSources();
    expect(await notices()).toHaveLength(2);
  });
});
