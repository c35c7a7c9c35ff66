import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What happens on the way of a mail, in this order. */
export const mailSteps = ["greeting", "sender", "recipient", "data", "taken", "answered"] as const;
export type MailStep = (typeof mailSteps)[number];

export type CaughtMail = { messageId: string; to: string };

/** A mail server on loopback that keeps what it is given, and tells of each step before it answers. */
export async function mailCatcher(reached: (step: MailStep) => void = () => {}) {
  const raws: { raw: string; to: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH"],
    hideSTARTTLS: true,
    onConnect: (_session, done) => {
      reached("greeting");
      done();
    },
    onMailFrom: (_address, _session, done) => {
      reached("sender");
      done();
    },
    onRcptTo: (_address, _session, done) => {
      reached("recipient");
      done();
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      reached("data");
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        raws.push({ raw: Buffer.concat(parts).toString(), to: session.envelope.rcptTo[0]?.address ?? "" });
        reached("taken");
        done();
        reached("answered");
      });
    },
  });
  server.on("error", () => {}); // a client that was killed is what the drill is about
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    caught: async (): Promise<CaughtMail[]> =>
      await Promise.all(
        raws.map(async ({ raw, to }) => {
          const { messageId = "" } = await PostalMime.parse(raw);
          return { messageId: messageId.replace(/[<>]/g, ""), to };
        }),
      ),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
