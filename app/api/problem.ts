import { randomUUID } from "node:crypto";
import { z } from "zod";
import { KeyReused } from "@/lib/auth/once";
import { DomainError, type RefusalCode } from "@/lib/errors";
import { logError } from "@/lib/log";
import { apiHeaders } from "../security-headers";

/** An error as RFC 9457 has it; `code` is for programs, `detail` for people. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  /** Names the line in the server's log. */
  instance: z.string().optional(),
});
export type Problem = z.output<typeof Problem>;

const statusOf: Record<RefusalCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  busy: 409,
  too_large: 413,
  rate_limited: 429,
  cap_reached: 409,
  provider: 502,
  unavailable: 503,
};

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Unprocessable request",
  429: "Too many requests",
  500: "Internal error",
  502: "Provider error",
  503: "Unavailable",
};

/** A refusal that HTTP has its own status for. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The request does not fit the contract; `where` is the part of it: query, body or path. */
export class Misfit extends Error {
  readonly errors: { field: string; message: string }[];

  constructor(where: string, error: z.ZodError) {
    super(`The ${where} of the request is not as described.`);
    this.errors = error.issues.map(({ path, message }) => ({ field: [where, ...path].join("."), message }));
  }
}

/** Anything thrown, as an answer. What is a bug is told by a number alone; its story goes to the log. */
export function problemOf(error: unknown, where: string): Response {
  if (error instanceof HttpRefusal) return problem(error.status, error.code, error.message, error);
  if (error instanceof Misfit) return problem(400, "invalid", error.message, error);
  if (error instanceof KeyReused) return problem(422, "key_reused", error.message);
  if (error instanceof DomainError) {
    const headers = error.code === "unauthenticated" ? { "WWW-Authenticate": "Bearer" } : {};
    const errors = fieldsOf(error);
    return problem(statusOf[error.code], error.code, error.message, { headers, ...(errors && { errors }) });
  }
  const id = randomUUID();
  logError(error, { id, where });
  const detail = "Something went wrong in Outlay. Its log tells more under this number.";
  return problem(500, "internal", detail, { instance: `urn:uuid:${id}` });
}

/** A domain that reads settings itself says what is wrong with which. */
function fieldsOf(error: DomainError): Problem["errors"] {
  const read = z.object({ fields: z.record(z.string(), z.array(z.string())) }).safeParse(error);
  if (!read.success) return undefined;
  return Object.entries(read.data.fields).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  );
}

type More = { headers?: Record<string, string>; errors?: Problem["errors"]; instance?: string };

function problem(status: number, code: string, detail: string, more: More = {}): Response {
  const { headers = {}, errors, instance } = more;
  const body: Problem = { type: "about:blank", title: titles[status] ?? "Error", status, detail, code };
  if (errors) body.errors = errors;
  if (instance) body.instance = instance;
  return new Response(JSON.stringify(body), {
    status,
    headers: [...apiHeaders(), ["Content-Type", "application/problem+json"], ...Object.entries(headers)],
  });
}
