import type { Scope } from "@/lib/auth/scope";
import { isKnown, questionTag } from "@/lib/query/costs-body";
import { apiHeaders } from "../security-headers";

type Asked = { request: Pick<Request, "headers">; id: string; question: unknown };

/** An answer from the ledger alone, which stays the same until its data changes: whoever has it is told so. */
export async function tagged(scope: Scope, { request, id, question }: Asked, work: () => Promise<unknown>) {
  const tag = await questionTag(scope, [id, question]);
  const headers: [string, string][] = [...apiHeaders(), ["ETag", tag], ["Vary", "Authorization, Cookie"]];
  if (isKnown(tag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers });
  headers.push(["Content-Type", "application/json"]);
  return new Response(JSON.stringify(await work()), { headers });
}
