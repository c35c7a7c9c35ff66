import { env } from "../env";
import { mailServer } from "./mail-server";
import { deliverDue } from "./outbox";
import { postDue } from "./post-due";

/** Sends everything that is due by every way there is, none waiting for another; returns how many were sent. */
export async function deliverNow(signal?: AbortSignal): Promise<number> {
  const [mails, posts] = await Promise.allSettled([sendMails(signal), postDue(() => new Date(), signal)]);
  return taken(mails) + taken(posts);
}

/** Without SMTP_URL mails wait, and can be read in the app. */
async function sendMails(signal?: AbortSignal): Promise<number> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) return 0;
  const server = mailServer(SMTP_URL);
  try {
    return await deliverDue(server, MAIL_FROM, signal);
  } finally {
    server.close();
  }
}

function taken(way: PromiseSettledResult<number>): number {
  if (way.status === "rejected") throw way.reason;
  return way.value;
}
