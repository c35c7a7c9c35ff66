import { z } from "zod";
import type { Role } from "@/lib/auth/scope";

export type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an answer looks like; without a schema it has no JSON body. */
type AnswerShape = { description: string; schema?: z.ZodType };

/**
 * One operation of the API: what it needs and what it answers. The route checks requests against it and
 * openapi.json is written from it, so that neither can drift from the other.
 */
export type Contract<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> = {
  id: string;
  verb: Verb;
  /** As in OpenAPI: /api/v1/runs/{id}. */
  path: string;
  summary: string;
  description?: string;
  role: Role;
  /**
   * What it means to somebody who may see a part of the bill: answers are narrowed to it, the operation is about the
   * whole bill and refused, or it tells nothing of charges.
   */
  rows: "narrowed" | "whole bill" | "none";
  params: P;
  query: Q;
  body: B;
  /** A multipart form that the route reads itself, as a stream: its fields, for the description. */
  form?: z.ZodType;
  /** Answers when all is well; refusals are the same everywhere. */
  answers: Record<number, AnswerShape>;
};

const Nothing = z.strictObject({});
type Nothing = typeof Nothing;

/** Objects of requests are strict: an unknown or misspelt field is refused, not ignored. */
export function contract<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
  given: Omit<Contract, "params" | "query" | "body"> & { params?: P; query?: Q; body?: B },
): Contract<P, Q, B> {
  const or = <S extends z.ZodType>(schema: S | undefined) => (schema ?? Nothing) as S;
  return { ...given, params: or(given.params), query: or(given.query), body: or(given.body) };
}

export const isUnsafe = (verb: string): boolean => verb !== "GET" && verb !== "HEAD";

/** Where an answer has an ETag. */
export const unchanged = { description: "Nothing changed since the answer with the ETag of If-None-Match." };
