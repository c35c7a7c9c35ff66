import { publicUrl } from "../../lib/auth/public-url";
import type { Env } from "../../lib/env";

/** How to get in: a link that makes the first administrator, or nothing for those who know. */
export async function signInAdvice(settings: Env): Promise<string[]> {
  // Loaded while the web server starts: the database client is the largest part of us.
  const { ensureFirstAdmin, setupLink } = await import("../../lib/auth/setup");
  const { closeDatabase } = await import("../../lib/db/client");
  try {
    const isMade = await ensureFirstAdmin(settings);
    if (isMade) return [`  Sign in as ${settings.OUTLAY_ADMIN_EMAIL} with the password of OUTLAY_ADMIN_PASSWORD.`];
    const link = await setupLink(publicUrl(settings));
    return link ? [`  Create the first administrator: ${link}`] : [];
  } finally {
    await closeDatabase();
  }
}
