import { unsubscribe } from "@/lib/alerts/by-mail/follow";
import { publicUrl } from "@/lib/auth/public-url";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";

type Context = { params: Promise<{ token: string }> };

/** A mail client's own button for unsubscribing (RFC 8058): no page, no cookie, the signed address is the permission. */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  try {
    await unsubscribe(decodeURIComponent((await params).token), new Date());
    return said(200, "You get no more mails about this budget.");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return said(error.code === "not_found" ? 200 : 403, error.message);
  }
}

/** Who opens the address instead is asked first. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return Response.redirect(`${publicUrl(env())}/mail/${encodeURIComponent(decodeURIComponent(token))}`, 303);
}

function said(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
