const HERE = "http://here.invalid";

/** Where to go after sign-in: a path of this application, never another host, whatever the link said. */
export function safePath(wanted: unknown): string {
  if (typeof wanted !== "string" || wanted.length > 2000 || !/^\/[^/\\]/.test(wanted)) return "/";
  // The parser drops tabs and line breaks and folds backslashes and dots, as browsers do: it judges what they would open.
  const url = URL.canParse(wanted, HERE) ? new URL(wanted, HERE) : null;
  if (url?.origin !== HERE || /^\/(?:\/|api\/|sign-in|setup|_next\/)/.test(url.pathname)) return "/";
  return url.pathname + url.search;
}
