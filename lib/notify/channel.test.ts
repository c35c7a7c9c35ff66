import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { changeChannel } from "./change-channel";
import { addChannel, channelList, NewChannel, removeChannel } from "./channel";
import { madeAlert } from "./made-outbox";
import { outboxList } from "./outbox-list";
import { postDue } from "./post-due";
import { testChannel } from "./send-to-channel";

let scope: Scope;
const now = new Date("2026-11-23T09:00:00Z");
const closing: (() => unknown)[] = [];

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
  scope = await systemScope((await realWorkspace()).id);
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** A receiver on loopback; `answer` says with what status and headers it answers. */
async function receiver(answer: (count: number) => [number, Record<string, string>?] = () => [200]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      const [status, headers = {}] = answer(received.length);
      response.writeHead(status, headers).end(status === 200 ? "ok" : "not now");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const channel = async (given: Partial<NewChannel>) =>
  await addChannel(
    scope,
    NewChannel.parse({
      kind: "webhook",
      name: "finops",
      address: "https://hooks.example.com/x",
      allowsPrivate: true,
      ...given,
    }),
  );

/** An alert whose message goes to the channel, as an evaluation writes it. */
async function due(channelId: string, kind = "webhook") {
  const made = await madeAlert({ recipients: [`${kind}:finops`] });
  await rowsOf(sql`update outbox set channel_id = ${channelId}::uuid`);
  return made;
}
const states = () =>
  rowsOf<{ state: string; reason: string; attempts: number }>(sql`select state::text, reason, attempts from outbox`);
const again = () => rowsOf(sql`update outbox set next_try_at = now() - interval '1 second' where state = 'deferred'`);

describe("a change of a channel", () => {
  it("sends what waits to the new address, signed with the new secret, which is shown once", async () => {
    const there = await receiver();
    const { id, secret } = await channel({});
    await due(id);
    const admin = { ...scope, role: "admin" } as const;
    const changed = await changeChannel(admin, id, { name: "money", address: there.url, renewSecret: true });
    expect(changed.name).toBe("money");
    expect(changed.secret).not.toBe(secret);
    expect(await postDue(() => now)).toBe(1);
    const [{ headers, body }] = there.received as [Received];
    const signed = createHmac("sha256", changed.secret ?? "")
      .update(`${headers["outlay-timestamp"]}.${body}`)
      .digest("hex");
    expect(headers["outlay-signature"]).toBe(`v1=${signed}`);
    expect(await channelList(scope)).toMatchObject([{ id, name: "money", host: "127.0.0.1" }]);
    expect(await outboxList(scope)).toMatchObject([{ recipient: "webhook:money", state: "sent" }]);
    expect(await changeChannel(admin, id, { allowsPrivate: true })).toEqual({ name: "money", secret: null });
  });

  it("is refused where a new channel would be, and to who is no admin", async () => {
    const { id } = await channel({});
    await channel({ name: "other", kind: "slack" });
    const [other] = (await channelList(scope)).filter(({ name }) => name === "other");
    const admin = { ...scope, role: "admin" } as const;
    await expect(changeChannel(admin, id, { name: "other" })).rejects.toThrow("already a channel called other");
    await expect(changeChannel(admin, id, { address: "http://10.0.0.8/", allowsPrivate: false })).rejects.toThrow(
      "inside",
    );
    await expect(changeChannel(admin, id, { budgetIds: [randomUUID()] })).rejects.toThrow("does not exist");
    await expect(changeChannel(admin, other?.id ?? "", { renewSecret: true })).rejects.toThrow("Only webhooks");
    await expect(changeChannel({ ...scope, role: "editor" }, id, { name: "x" })).rejects.toThrow();
    expect(await channelList(scope)).toMatchObject([{ name: "finops", host: "hooks.example.com" }, { name: "other" }]);
  });
});

describe("a signed webhook", () => {
  it("gets the facts once, with a signature that its secret proves", async () => {
    const there = await receiver();
    const { id, secret } = await channel({ address: `${there.url}/hook?key=1` });
    await due(id);
    expect(await postDue(() => now)).toBe(1);
    expect(await postDue(() => now)).toBe(0);
    const [{ headers, body, path }] = there.received as [Received];
    expect(path).toBe("/hook?key=1");
    const timestamp = String(headers["outlay-timestamp"]);
    expect(timestamp).toBe(String(now.getTime() / 1000));
    const expected = createHmac("sha256", secret ?? "")
      .update(`${timestamp}.${body}`)
      .digest("hex");
    expect(headers["outlay-signature"]).toBe(`v1=${expected}`);
    const told = JSON.parse(body);
    expect(told).toMatchObject({
      id: headers["outlay-id"],
      type: "budget.alert",
      budget: { name: "payments", currency: "USD" },
      figures: { actual: "11240.18", amount: "10000" },
      drivers: { overrun: "1240.18" },
      scope: { metric: "effective", where: [{ values: ["payments"] }], includes: { tax: false } },
      saving: null,
    });
    expect(await states()).toMatchObject([{ state: "sent", reason: "It answered 200: ok" }]);
  });

  it("that is down is tried again with the same id, and waits as long as it asks", async () => {
    const there = await receiver((count) => (count === 1 ? [429, { "Retry-After": "1800" }] : [200]));
    await due((await channel({ address: there.url })).id);
    expect(await postDue(() => now)).toBe(0);
    const [waiting] = await rowsOf<{ minutes: number }>(
      sql`select round(extract(epoch from next_try_at - now()) / 60)::int as minutes from outbox`,
    );
    expect(waiting?.minutes).toBe(30);
    await again();
    expect(await postDue(() => now)).toBe(1);
    expect(new Set(there.received.map(({ headers }) => headers["outlay-id"])).size).toBe(1);
    expect(await states()).toMatchObject([{ state: "sent", attempts: 2 }]);
  });

  it.each([
    [404, "failed"],
    [302, "failed"],
    [500, "deferred"],
  ])("that answers %i: %s", async (status, state) => {
    const elsewhere = await receiver();
    const there = await receiver(() => [status, { Location: elsewhere.url }]);
    await due((await channel({ address: there.url })).id);
    await postDue(() => now);
    expect(await states()).toMatchObject([{ state, reason: `It answered ${status}: not now` }]);
    expect(elsewhere.received).toEqual([]);
  });

  it("is posted to by one of several processes", async () => {
    const there = await receiver();
    await due((await channel({ address: there.url })).id);
    const sent = await Promise.all([postDue(() => now), postDue(() => now), postDue(() => now)]);
    expect(sent.toSorted()).toEqual([0, 0, 1]);
    expect(there.received).toHaveLength(1);
  });

  it("that was removed gets nothing, and the message says so", async () => {
    const { id } = await channel({});
    await due(id);
    await removeChannel(scope, id);
    expect(await postDue(() => now)).toBe(0);
    expect(await states()).toMatchObject([{ state: "suppressed", reason: "The channel was removed." }]);
  });
});

describe("a channel", () => {
  it("keeps its address and secret sealed", async () => {
    await channel({ address: "https://hooks.example.com/services/T0/B0/canary", secret: "canary of sixteen letters" });
    expect(JSON.stringify(await channelList(scope))).not.toContain("canary");
    const [stored] = await db.channel.findMany();
    expect(Buffer.from(stored?.address ?? []).toString("latin1")).not.toContain("canary");
    expect(await channelList(scope)).toMatchObject([{ name: "finops", host: "hooks.example.com", trouble: null }]);
  });

  it("is for admins to set, once by each name", async () => {
    await expect(
      addChannel(
        { ...scope, role: "editor" },
        NewChannel.parse({ kind: "slack", name: "a", address: "https://x.example" }),
      ),
    ).rejects.toThrow("admin");
    await channel({});
    await expect(channel({})).rejects.toThrow("already a channel called finops");
  });

  it.each([
    ["file:///etc/passwd", false],
    ["https://user:secret@hooks.example.com", false],
    ["not an address", false],
    ["https://hooks.example.com", true],
  ])("has the address %s: %s", (address, ok) => {
    expect(NewChannel.safeParse({ kind: "slack", name: "a", address }).success).toBe(ok);
  });

  it("does not reach into the own network unless an admin allowed it", async () => {
    const there = await receiver();
    await expect(channel({ address: there.url, allowsPrivate: false })).rejects.toThrow("inside your own network");
    await expect(channel({ address: "http://[::1]:9000", allowsPrivate: false })).rejects.toThrow("inside");
    await expect(channel({ address: "http://localhost:9000", allowsPrivate: false })).rejects.toThrow("inside");
    await expect(channel({ address: "http://hooks.example/", allowsPrivate: false })).rejects.toThrow("https://");
    const { id } = await channel({ address: there.url });
    await db.channel.updateMany({ data: { allowsPrivate: false } });
    expect(await testChannel(scope, id, now)).toMatchObject({ outcome: "refused" });
    expect(there.received).toEqual([]);
  });

  it("whose name leads inside is not reached either", async () => {
    const there = await receiver();
    const { id } = await channel({ address: there.url.replace("127.0.0.1", "localhost") });
    expect(await testChannel(scope, id, now)).toMatchObject({ outcome: "sent" });
    await db.channel.updateMany({ data: { allowsPrivate: false } });
    expect(await testChannel(scope, id, now)).toMatchObject({ outcome: "refused" });
    expect(there.received).toHaveLength(1);
  });
});

describe("Slack and Teams", () => {
  it.each(["slack", "teams"] as const)("%s gets a test that says it is one", async (kind) => {
    const there = await receiver();
    const { id, secret } = await channel({ kind, address: there.url });
    expect(secret).toBeNull();
    expect(await testChannel(scope, id, now)).toMatchObject({ outcome: "sent" });
    expect(there.received[0]?.body).toContain("This is a test of Outlay.");
  });
});
