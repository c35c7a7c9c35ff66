/** The headers by which a browser says who sent a change; other pages' scripts cannot write them. */
export type Sender = { origin: string | null; site: string | null; host: string | null };

/**
 * Whether a change was sent by Outlay's own pages. `Origin` must be there and exact; `Sec-Fetch-Site` must agree
 * where the browser sends it (it does not over plain http to another machine).
 */
export function isSameOrigin({ origin, site, host }: Sender, outlayUrl: string | undefined): boolean {
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  if (origin === null || !URL.canParse(origin)) return false;
  const sender = new URL(origin);
  if (sender.origin !== origin) return false;
  return outlayUrl ? origin === new URL(outlayUrl).origin : sender.host === host;
}
