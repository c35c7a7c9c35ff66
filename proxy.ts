import { type NextRequest, NextResponse } from "next/server";
import { NONCE_HEADER, PATH_HEADER } from "./app/request-headers";
import { pageHeaders, pagePolicy } from "./app/security-headers";

/** Writes headers and nothing else. Who may see a page is decided where its data is read, never here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = pagePolicy(nonce);
  const asked = new Headers(request.headers);
  asked.set(NONCE_HEADER, nonce);
  asked.set("Content-Security-Policy", policy); // Next takes the nonce for its own scripts from here
  asked.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);

  const answer = NextResponse.next({ request: { headers: asked } });
  answer.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of pageHeaders()) answer.headers.set(name, value);
  return answer;
}

// Not for the API: a proxy would hold each upload in memory. It writes its own headers.
export const config = { matcher: ["/((?!api/|_next/static/).*)"] };
