import "server-only";
import { headers } from "next/headers";
import { z } from "zod";
import { isSameOrigin } from "@/lib/auth/same-origin";
import type { Scope } from "@/lib/auth/scope";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { currentScope } from "./session";

type Typed = Record<string, string>;
export type FormState = {
  message?: string;
  /** Whether the message is good news; where it is not said, the page knows. */
  isGood?: boolean;
  /** What stands behind the message, line by line. */
  details?: string[];
  fields?: Record<string, string[] | undefined>;
  typed?: Typed;
};
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** Every form goes through here: who is asking, is the input sound, and did the domain refuse. */
export function formAction<S extends z.ZodObject>(
  schema: S,
  run: (scope: Scope, input: z.output<S>) => Promise<FormState>,
): FormAction {
  return async (_before, form) => {
    const scope = await currentScope();
    return await answerForm(schema, form, (input) => run(scope, input));
  };
}

/** The few forms of strangers: sign-in and set-up. */
export function publicFormAction<S extends z.ZodObject>(
  schema: S,
  run: (input: z.output<S>) => Promise<FormState>,
): FormAction {
  return async (_before, form) => await answerForm(schema, form, run);
}

async function answerForm<S extends z.ZodObject>(
  schema: S,
  form: FormData,
  run: (input: z.output<S>) => Promise<FormState>,
): Promise<FormState> {
  const sent = sentFields(form);
  const typed = shownAgain(sent);
  if (!(await isFromHere())) return { message: FOREIGN, typed };
  const input = schema.safeParse(sent);
  if (!input.success) return { fields: z.flattenError(input.error).fieldErrors, typed };
  try {
    return await run(input.data);
  } catch (error) {
    if (error instanceof DomainError) return { message: error.message, typed };
    throw error;
  }
}

const FOREIGN = "This form was not sent from Outlay's own page. Open Outlay at its usual address and try again.";

async function isFromHere(): Promise<boolean> {
  const sent = await headers();
  const sender = { origin: sent.get("origin"), site: sent.get("sec-fetch-site"), host: sent.get("host") };
  return isSameOrigin(sender, env().OUTLAY_URL);
}

/** Without the fields that React adds to a form that is sent without JavaScript. */
function sentFields(form: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith("$ACTION_")));
}

/** What was typed comes back into the form, but never a secret: that would put it into a page. */
function shownAgain(sent: Record<string, FormDataEntryValue>): Typed {
  const isShown = ([name, value]: [string, FormDataEntryValue]) =>
    typeof value === "string" && !/password|secret|token|credential|private/i.test(name);
  return Object.fromEntries(Object.entries(sent).filter(isShown)) as Typed;
}
