import { agoLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import type { MailStatus } from "@/lib/notify/mail-status";
import { TestMailForm } from "./test-mail-form";

type Props = { status: MailStatus; address: string; isAdmin: boolean };

export function MailServer({ status, address, isAdmin }: Props) {
  const { server, from, lastSentAt, waiting, failed } = status;
  if (server === null) {
    return (
      <Panel id="mail-server" title="Mail server">
        <p className="max-w-[75ch] text-muted text-sm">
          None is set, so mails wait in the outbox and can be read there. Start Outlay with SMTP_URL, such as
          smtp://user:password@mail.example.com:587, and MAIL_FROM, such as Outlay &lt;outlay@example.com&gt;.
          {waiting > 0 && ` ${waiting} ${waiting === 1 ? "mail waits" : "mails wait"}.`}
        </p>
      </Panel>
    );
  }
  return (
    <Panel id="mail-server" title="Mail server">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Status state={failed > 0 ? "warn" : "good"}>{`${server.host}:${server.port}`}</Status>
        <span className="text-muted">
          {`TLS ${server.tls}, ${server.user ? `as ${server.user}` : "without a password"}, from ${from}. `}
          {lastSentAt ? `Last mail ${agoLabel(lastSentAt, new Date())}. ` : "No mail was sent yet. "}
          {waiting > 0 && `${waiting} ${waiting === 1 ? "waits" : "wait"}. `}
          {failed > 0 && `${failed} given up in the last 7 days.`}
        </span>
      </p>
      {isAdmin && <TestMailForm address={address} />}
    </Panel>
  );
}
