import { z } from "zod";
import { apiHeaders } from "../../../security-headers";
import type { Route } from "../../endpoint";

const Accepted = z.object({ id: z.string() });
const Refused = z.object({ title: z.string(), detail: z.string() });

/** The same operation for a plain form in a browser without JavaScript, which goes where the answer sends it. */
export function forForms(route: Route): Route {
  return async (request, context) => {
    const answer = await route(request, context);
    const wantsPage = /\btext\/html\b/.test(request.headers.get("accept") ?? "");
    if (!wantsPage) return answer;
    if (answer.status === 202) return seeOther(`/sources/runs/${Accepted.parse(await answer.json()).id}`);
    if (answer.status === 401) return seeOther("/sign-in?returnTo=%2Fsources");
    return refusalPage(answer.status, Refused.parse(await answer.json()));
  };
}

// Relative on purpose: the browser completes it with the address it used.
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: [...apiHeaders(), ["Location", path]] });
}

function refusalPage(status: number, { title, detail }: z.output<typeof Refused>): Response {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<h1>Nothing was imported</h1>
<p>${escaped(detail)}</p>
<p><a href="/sources">Back to the sources</a></p>
</html>`;
  return new Response(page, { status, headers: [...apiHeaders(), ["Content-Type", "text/html; charset=utf-8"]] });
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
