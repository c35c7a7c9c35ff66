import { env } from "../env";
import { mailServer } from "./mail-server";
import { deliverDue } from "./outbox";

/** Sends everything that is due by every way there is. Without SMTP_URL mails wait, and can be read in the app. */
export async function deliverNow(signal?: AbortSignal): Promise<number> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) return 0;
  const server = mailServer(SMTP_URL);
  try {
    return await deliverDue(server, MAIL_FROM, signal);
  } finally {
    server.close();
  }
}
