import { publicUrl } from "../../lib/auth/public-url";
import { ensureFirstAdmin, setupLink } from "../../lib/auth/setup";
import { closeDatabase } from "../../lib/db/client";
import type { Env } from "../../lib/env";

/** How to get in: a link that makes the first administrator, or nothing for those who know. */
export async function signInAdvice(settings: Env): Promise<string[]> {
  try {
    const isMade = await ensureFirstAdmin(settings);
    if (isMade) return [`Sign in as ${settings.OUTLAY_ADMIN_EMAIL} with the password of OUTLAY_ADMIN_PASSWORD.`];
    const link = await setupLink(publicUrl(settings));
    return link ? [`Create the first administrator: ${link}`] : [];
  } finally {
    await closeDatabase();
  }
}
