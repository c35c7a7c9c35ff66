import type { Env } from "../env";

/** Where people reach this installation: links are made from this, never from the Host header of a request. */
export function publicUrl({ OUTLAY_URL, HOST, PORT }: Pick<Env, "OUTLAY_URL" | "HOST" | "PORT">): string {
  if (OUTLAY_URL) return OUTLAY_URL;
  const everywhere = HOST === "0.0.0.0" || HOST === "::";
  const host = everywhere ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}
