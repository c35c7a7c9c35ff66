import { publicUrl } from "@/lib/auth/public-url";
import { env } from "@/lib/env";

const YEARS_2 = 2 * 365 * 24 * 3600;

/** Scripts run only with this page's nonce; nothing is loaded from, framed by or sent to anybody else. */
export function pagePolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React evaluates code in development only, to rebuild the server's stack traces.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Charts and popovers place themselves with style attributes; styles run no code.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For pages and the API alike. */
function plainHeaders(): [string, string][] {
  const always: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    // Not "no-referrer": browsers would then send `Origin: null` with our own forms.
    ["Referrer-Policy", "same-origin"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["X-Frame-Options", "DENY"],
    ["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"],
  ];
  if (!publicUrl(env()).startsWith("https:")) return always;
  return [...always, ["Strict-Transport-Security", `max-age=${YEARS_2}; includeSubDomains`]];
}

/** What a page shows is for the person who asked, and is asked for again. */
export function pageHeaders(): [string, string][] {
  return [...plainHeaders(), ["Cache-Control", "private, no-store"]];
}

/** An answer of the API can do nothing in a browser, even if it is opened as a page. */
export function apiHeaders(): [string, string][] {
  return [
    ...plainHeaders(),
    ["Cache-Control", "private, no-store"],
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"],
  ];
}
