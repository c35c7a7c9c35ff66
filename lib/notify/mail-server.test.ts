import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { type Letter, mailServer, tryMailServer } from "./mail-server";

const letter: Letter = {
  messageId: "one@outlay.test",
  from: "Outlay <outlay@example.com>",
  to: "ada@example.com",
  subject: "[Over 112 %] Payments",
  text: "Payments has spent $11,240 of $10,000.",
  html: '<p>Payments</p><img src="cid:chart" alt="">',
  images: [{ cid: "chart", name: "spend.png", png: Uint8Array.of(137, 80, 78, 71) }],
  headers: { "Auto-Submitted": "auto-generated" },
  references: ["thread@outlay.test"],
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Received = { raw: string }[];

async function smtp(options: SMTPServerOptions = {}): Promise<{ url: string; received: Received }> {
  const received: Received = [];
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? [] : ["AUTH"],
    hideSTARTTLS: true,
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        received.push({ raw: Buffer.concat(parts).toString() });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

/** A server that says what it is told to, line by line; null hangs up. */
async function scripted(answer: (line: string) => string | null, greeting = "220 hello") {
  const server = createServer((socket) => {
    let isData = false;
    const said = (line: string) => {
      if (isData && line !== ".") return;
      isData = !isData && line === "DATA";
      const reply = answer(line);
      if (reply === null) socket.destroy();
      else socket.write(`${reply}\r\n`);
    };
    socket.on("error", () => {});
    socket.on("data", (data) => data.toString().split("\r\n").filter(Boolean).forEach(said));
    socket.write(`${greeting}\r\n`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function deliver(url: string) {
  const server = mailServer(url);
  closing.push(() => server.close());
  return await server.deliver(letter);
}

const polite = (line: string) => {
  if (line.startsWith("DATA")) return "354 go on";
  if (line.startsWith("QUIT")) return "221 bye";
  return "250 fine";
};

describe("a mail server", () => {
  it("takes a mail whole: text, HTML, picture, thread and headers", async () => {
    const { url, received } = await smtp();
    expect(await deliver(url)).toMatchObject({ outcome: "sent" });
    const mail = await PostalMime.parse(received[0]?.raw ?? "");
    expect(mail).toMatchObject({
      messageId: "<one@outlay.test>",
      subject: letter.subject,
      references: "<thread@outlay.test>",
      from: { address: "outlay@example.com", name: "Outlay" },
      to: [{ address: "ada@example.com" }],
    });
    expect(mail.text?.trim()).toBe(letter.text);
    expect(mail.html).toContain("Payments");
    expect(mail.attachments[0]).toMatchObject({ contentId: "<chart>", mimeType: "image/png", disposition: "inline" });
    expect(mail.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
  });

  it("that knows nobody of that name refuses for good", async () => {
    const { url } = await smtp({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error("No such person"), { responseCode: 550 })),
    });
    expect(await deliver(url)).toEqual({
      outcome: "refused",
      reason: "The mail server answered: 550 No such person",
    });
  });

  it.each([
    ["is busy", 451, "RCPT TO", "deferred"],
    ["greylists the mail", 450, ".", "deferred"],
    ["finds the mail too large", 552, ".", "refused"],
    ["does not take mail from us", 553, "MAIL FROM", "deferred"],
  ] as const)("that %s gets a try again, or not", async (_what, status, at, outcome) => {
    const url = await scripted((line) => (line.startsWith(at) ? `${status} no` : polite(line)));
    expect((await deliver(url)).outcome).toBe(outcome);
  });

  it("that hangs up after the mail is asked again later, because it may not have kept it", async () => {
    const url = await scripted((line) => (line === "." ? null : polite(line)));
    const delivery = await deliver(url);
    expect(delivery.outcome).toBe("deferred");
  });

  it("that is down, hangs up at once or speaks no SMTP is asked again later", async () => {
    const { url } = await smtp();
    for (const close of closing.splice(0)) await close();
    expect(await deliver(url)).toMatchObject({ outcome: "deferred" });
    expect(await deliver(await scripted(() => null))).toMatchObject({ outcome: "deferred" });
    expect(await deliver(await scripted(polite, "HTTP/1.1 200 OK"))).toMatchObject({ outcome: "deferred" });
    expect(await deliver(await scripted(polite, "421 too many connections"))).toMatchObject({ outcome: "deferred" });
  });

  it("that is slow to greet is waited for, and one that never does is asked again later", async () => {
    const slow = await smtp({ onConnect: (_session, done) => void setTimeout(done, 150) });
    expect(await deliver(slow.url)).toMatchObject({ outcome: "sent" });
    expect(slow.received).toHaveLength(1);
    const never = await smtp({ onConnect: () => {} });
    const server = mailServer(never.url, 100);
    expect(await server.deliver(letter)).toMatchObject({
      outcome: "deferred",
      isUnreachable: true,
      reason: expect.stringContaining("did not answer in time"),
    });
    server.close();
    expect(never.received).toHaveLength(0);
  });

  it("is spoken to over TLS, from the start or as soon as it offers that, and with a password where it asks for one", async () => {
    // The server of this test signs its own certificate; the address of a real one does not say that this is fine.
    const trusting = "?tls.rejectUnauthorized=false";
    const secure: boolean[] = [];
    const onMailFrom: SMTPServerOptions["onMailFrom"] = (_from, session, done) => {
      secure.push(session.secure);
      done();
    };
    const fromStart = await smtp({ secure: true, onMailFrom });
    expect(await deliver(`${fromStart.url.replace("smtp:", "smtps:")}${trusting}`)).toMatchObject({ outcome: "sent" });
    const users: (string | undefined)[] = [];
    const offered = await smtp({
      hideSTARTTLS: false,
      onMailFrom,
      onAuth: ({ username, password }, _session, done) => {
        users.push(`${username} ${password}`);
        done(null, { user: username });
      },
    });
    expect(await deliver(`${offered.url.replace("//", "//user:secret@")}${trusting}`)).toMatchObject({
      outcome: "sent",
    });
    expect([secure, users]).toEqual([[true, true], ["user secret"]]);
  });

  it("whose certificate cannot be trusted, or that does not know our password, is asked again later", async () => {
    const { url } = await smtp({ secure: true });
    expect(await deliver(url.replace("smtp:", "smtps:"))).toMatchObject({ outcome: "deferred" });
    const closed = await smtp({ onAuth: (_auth, _session, done) => done(new Error("Wrong password")) });
    const delivery = await deliver(closed.url.replace("//", "//user:secret@"));
    expect(delivery).toMatchObject({ outcome: "deferred" });
    expect(JSON.stringify(delivery)).not.toContain("secret");
  });
});

describe("the test of a mail server", () => {
  it("shows what both sides said, without the password", async () => {
    const { url } = await smtp({
      onAuth: (_auth, _session, done) => done(null, { user: "user" }),
      allowInsecureAuth: true,
    });
    const { delivery, dialogue } = await tryMailServer(url.replace("//", "//user:hunter2secret@"), letter);
    expect(delivery.outcome).toBe("sent");
    expect(dialogue.join("\n")).toMatch(/S: 220.*C: EHLO.*C: MAIL FROM:<outlay@example.com>.*S: 250/s);
    expect(dialogue.join("\n")).not.toContain("hunter2secret");
    expect(dialogue.join("\n")).not.toContain(Buffer.from("\0user\0hunter2secret").toString("base64"));
  });
});
