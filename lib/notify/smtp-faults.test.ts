import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { deliverNow } from "./deliver";
import { madeAlert } from "./made-outbox";

const ADA = "ada@example.com";
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  vi.stubEnv("OUTLAY_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("OUTLAY_URL", "https://outlay.example.com");
  vi.stubEnv("MAIL_FROM", "Outlay <outlay@example.com>");
  await scratchDatabase();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase();
});
beforeEach(async () => {
  await db.workspace.deleteMany({});
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A mail server on loopback; the port stays the same when it is started again. */
async function smtp(options: SMTPServerOptions = {}, port = 0) {
  const received: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH"],
    hideSTARTTLS: true,
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        received.push(Buffer.concat(parts).toString());
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  closing.push(close);
  const bound = (server.server.address() as AddressInfo).port;
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${bound}`);
  return { received, port: bound, close };
}

/** Takes a whole mail and hangs up before it says so. */
function cutOff(socket: Socket, heard: string[]): void {
  let data = "";
  let isData = false;
  const spoken = (text: string) => {
    for (const line of text.split("\r\n").filter(Boolean)) {
      isData = line === "DATA";
      socket.write(isData ? "354 go on\r\n" : "250 fine\r\n");
    }
  };
  const handedOver = (text: string) => {
    data += text;
    if (!data.endsWith("\r\n.\r\n")) return;
    heard.push(data);
    socket.destroy();
  };
  socket.on("error", () => {});
  socket.on("data", (chunk) => (isData ? handedOver(chunk.toString()) : spoken(chunk.toString())));
  socket.write("220 hello\r\n");
}

const later = () =>
  rowsOf(sql`update outbox set next_try_at = now() - interval '1 second' where next_try_at is not null`);
const states = () =>
  rowsOf<{ state: string; attempts: number; reason: string }>(sql`
    select state::text, attempts, reason from outbox order by recipient`);
const idsOf = async (received: string[]) =>
  new Set(await Promise.all(received.map(async (raw) => (await PostalMime.parse(raw)).messageId)));

describe("delivery", () => {
  it("without a mail server waits, and sends when there is one", async () => {
    vi.stubEnv("SMTP_URL", "");
    await madeAlert({ recipients: [ADA] });
    expect(await deliverNow()).toBe(0);
    expect(await states()).toMatchObject([{ state: "queued", attempts: 0 }]);
    const { received } = await smtp();
    expect(await deliverNow()).toBe(1);
    expect(received).toHaveLength(1);
  });

  it("through an hour in which the server is down tries on, and then each reader gets one mail", async () => {
    const { port, close } = await smtp();
    await close();
    const readers = Array.from({ length: 12 }, (_, index) => `reader-${index}@example.com`);
    await madeAlert({ recipients: readers });
    for (let minute = 0; minute < 60; minute += 1) {
      expect(await deliverNow()).toBe(0);
      await rowsOf(sql`update outbox set next_try_at = next_try_at - interval '1 minute',
        first_try_at = first_try_at - interval '1 minute'`);
    }
    const { received } = await smtp({}, port);
    await later();
    await deliverNow();
    expect(received).toHaveLength(readers.length);
    expect((await idsOf(received)).size).toBe(readers.length);
    expect((await states()).every(({ state }) => state === "sent")).toBe(true);
  });

  it("that is cut off after the mail was handed over sends the same mail again, which mail programs show once", async () => {
    const heard: string[] = [];
    const cutting = createServer((socket) => cutOff(socket, heard));
    cutting.listen(0, "127.0.0.1");
    await once(cutting, "listening");
    vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(cutting.address() as AddressInfo).port}`);
    await madeAlert({ recipients: [ADA] });
    expect(await deliverNow()).toBe(0);
    expect(await states()).toMatchObject([{ state: "deferred", attempts: 1 }]);
    cutting.close();
    const { received } = await smtp();
    await later();
    expect(await deliverNow()).toBe(1);
    expect(heard).toHaveLength(1);
    const both = [...heard.map((raw) => raw.replace(/\r\n\.\r\n$/, "")), ...received];
    expect((await idsOf(both)).size).toBe(1);
  });

  it.each([
    [451, "deferred"],
    [550, "failed"],
  ])("to a server that answers %i: %s", async (responseCode, state) => {
    await smtp({ onRcptTo: (_to, _session, done) => done(Object.assign(new Error("No"), { responseCode })) });
    await madeAlert({ recipients: [ADA] });
    await deliverNow();
    expect(await states()).toMatchObject([{ state, reason: `The mail server answered: ${responseCode} No` }]);
  });

  it("refused for one reader goes on to the next", async () => {
    const { received } = await smtp({
      onRcptTo: ({ address }, _session, done) =>
        address === ADA ? done(Object.assign(new Error("No"), { responseCode: 550 })) : done(),
    });
    await madeAlert({ recipients: [ADA, "ben@example.com"] });
    expect(await deliverNow()).toBe(1);
    expect(received).toHaveLength(1);
    expect((await states()).map(({ state }) => state)).toEqual(["failed", "sent"]);
  });

  it("over a connection that cannot be trusted sends nothing", async () => {
    const { received, port } = await smtp({ secure: true });
    vi.stubEnv("SMTP_URL", `smtps://127.0.0.1:${port}`);
    await madeAlert({ recipients: [ADA] });
    expect(await deliverNow()).toBe(0);
    expect(received).toEqual([]);
    expect(await states()).toMatchObject([{ state: "deferred" }]);
  });
});
