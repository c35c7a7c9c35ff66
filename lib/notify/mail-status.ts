import { Email } from "../auth/email";
import { requireRole, type Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { env } from "../env";
import { DomainError } from "../errors";
import { budgetMailHtml } from "./budget-mail-html";
import { budgetMailText } from "./budget-mail-text";
import { budgetPicture } from "./budget-picture";
import { type Delivery, tryMailServer } from "./mail-server";
import { sampleEvidence, sampleMessage } from "./sample";
import { houseVoice } from "./voice";

/** How mail stands: nothing secret is in it. */
export type MailStatus = {
  server: {
    host: string;
    port: string;
    tls: "from the start" | "where the server offers it";
    user: string | null;
  } | null;
  from: string | null;
  lastSentAt: string | null;
  waiting: number;
  failed: number;
};

export async function mailStatus({ workspaceId }: Scope): Promise<MailStatus> {
  const { SMTP_URL, MAIL_FROM } = env();
  const [found] = await rowsOf<{ lastSentAt: Date | null; waiting: number; failed: number }>(sql`
    select max(sent_at) as "lastSentAt", count(*) filter (where state in ('queued', 'deferred'))::int as waiting,
      count(*) filter (where state = 'failed' and updated_at > now() - interval '7 days')::int as failed
    from outbox where workspace_id = ${workspaceId}::uuid and channel_id is null`);
  return {
    server: SMTP_URL === undefined ? null : serverOf(new URL(SMTP_URL)),
    from: MAIL_FROM ?? null,
    lastSentAt: found?.lastSentAt?.toISOString() ?? null,
    waiting: found?.waiting ?? 0,
    failed: found?.failed ?? 0,
  };
}

function serverOf({ protocol, hostname, port, username }: URL): NonNullable<MailStatus["server"]> {
  const fromStart = protocol === "smtps:";
  return {
    host: hostname,
    port: port || (fromStart ? "465" : "587"),
    tls: fromStart ? "from the start" : "where the server offers it",
    user: username ? decodeURIComponent(username) : null,
  };
}

export type MailTest = { to: string; delivery: Delivery; dialogue: string[] };

/** Sends an example and tells every line that was said, for whoever sets the mail server up. */
export async function testMail(scope: Scope, recipient: string, now: Date): Promise<MailTest> {
  requireRole(scope, "admin");
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) {
    throw new DomainError("invalid", "No mail server is set: start Outlay with SMTP_URL and MAIL_FROM.");
  }
  const to = Email.parse(recipient);
  const { mail, actions } = sampleMessage(now);
  const picture = budgetPicture(sampleEvidence(now), houseVoice);
  const links = {
    actions,
    unsubscribe: actions[0]?.url ?? "",
    oneClick: "",
    saving: null,
    because: `You get this mail because ${scope.actor} tested the mail server.`,
  };
  const letter = {
    messageId: `test.${now.getTime()}@${new URL(actions[0]?.url ?? "http://localhost").hostname}`,
    from: MAIL_FROM,
    to,
    subject: mail.subject,
    text: budgetMailText(mail, links),
    html: budgetMailHtml(mail, links, picture),
    images: picture?.images ?? [],
    headers: { "Auto-Submitted": "auto-generated" },
    references: [],
  };
  return { to, ...(await tryMailServer(SMTP_URL, letter)) };
}
