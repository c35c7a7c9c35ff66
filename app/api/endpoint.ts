import type { z } from "zod";
import { type Answer, once } from "@/lib/auth/once";
import type { Scope } from "@/lib/auth/scope";
import { apiHeaders } from "../security-headers";
import { askerOf } from "./asker";
import { type Contract, isUnsafe } from "./contract";
import { HttpRefusal, Misfit, problemOf } from "./problem";
import { bodyOf, queryOf, repeatKey } from "./request";

/** A request that has been let in and read. */
export type Asked<P, Q, B> = { params: P; query: Q; body: B; request: Request; now: Date };
// Next gives no params at an address without any.
type Context = { params: Promise<Record<string, unknown> | undefined> };
export type Route = (request: Request, context: Context) => Promise<Response>;

/**
 * Every operation of the API goes through here: who is asking, may they, is the request sound, was it sent before,
 * and did the domain refuse. `run` may answer a Response where JSON will not do.
 */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  contract: Contract<P, Q, B>,
  run: (scope: Scope, asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer | Response>,
): Route {
  return async (request, context) => {
    try {
      const now = new Date();
      const scope = await askerOf(request, contract, now);
      const params = await paramsOf(contract.params, context);
      const query = fitting("query", contract.query, queryOf(request));
      const readsBody = isUnsafe(contract.verb) && !contract.form;
      const text = readsBody ? await bodyOf(request) : "";
      const body = fitting("body", contract.body, text === "" ? {} : parsed(text));
      const answer = () => run(scope, { params, query, body, request, now });

      const key = readsBody ? repeatKey(request) : null;
      if (key === null) return respond(await answer());
      const repeatable = { key, request: JSON.stringify([contract.id, params, request.url, text]) };
      return respond(await once(scope, repeatable, now, async () => plain(await answer())));
    } catch (error) {
      return problemOf(error, `${contract.verb} ${contract.path}`);
    }
  };
}

export function fitting<S extends z.ZodType>(where: string, schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Misfit(where, read.error);
}

/** An id that cannot exist is answered like one that does not. */
async function paramsOf<P extends z.ZodType>(schema: P, context: Context): Promise<z.output<P>> {
  const read = schema.safeParse((await context.params) ?? {});
  if (read.success) return read.data;
  throw new HttpRefusal(404, "not_found", "There is nothing at this address.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, "invalid", "The body of the request is not JSON.");
  }
}

function plain(answer: Answer | Response): Answer {
  if (answer instanceof Response) throw new Error("An answer that is kept for repetition must be plain JSON.");
  return answer;
}

function respond(answer: Answer | Response): Response {
  if (answer instanceof Response) return answer;
  const { status, body } = answer;
  const headers = [...apiHeaders(), ["Content-Type", "application/json"] as [string, string]];
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers });
}
