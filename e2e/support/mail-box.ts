import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type MailBox = { url: string; raws: string[]; close: () => Promise<void> };

/** A real mail server on loopback that keeps what it gets. */
export async function startMailBox(): Promise<MailBox> {
  const raws: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH"],
    hideSTARTTLS: true,
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        raws.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    raws,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
