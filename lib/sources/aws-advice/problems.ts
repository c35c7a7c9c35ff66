import type { AdviceProblem, AdviceSource } from "../advice";
import { type Action, isDenied, missingPermission, refusalOf, type Sentences } from "../aws/refusals";
import { SourceRefusal } from "../refusal";

type Place = { account?: string | null; region?: string | null };
type About = AdviceProblem["about"];
type Asking = { source: AdviceSource; action: Action; notEnrolled: Enrolment; at?: Place; about?: About };

/** How to switch a service on, and how AWS says that it is off. */
export type Enrolment = { message: string; step: string; names: RegExp; texts: RegExp };

export function enrolmentProblem({ source, notEnrolled, at = {} }: Omit<Asking, "action">): AdviceProblem {
  return problem({ source, at }, { reason: "not enrolled", message: notEnrolled.message, step: notEnrolled.step });
}

/** What AWS has none of yet; worth saying, because silence looks like a fault. */
export function noData(source: AdviceSource, message: string, step: string, at: Place = {}): AdviceProblem {
  return problem({ source, at }, { reason: "no data", message, step });
}

/** A region that lets nobody in keeps what it told before. */
export function closed(source: AdviceSource, at: { account: string; region: string }): AdviceProblem {
  const message = `The region ${at.region} does not accept the credentials of account ${at.account}.`;
  const step = "Switch the region on in the account, or leave it out of the regions to look at.";
  return problem({ source, at }, { reason: "refused", message, step });
}

export function partial(
  source: AdviceSource,
  at: Place & { resourceId: string | null },
  message: string,
): AdviceProblem {
  const step = "The other advice of this answer is complete; the next run asks again.";
  return { ...problem({ source, at }, { reason: "partial", message, step }), resourceId: at.resourceId };
}

const sentences: Sentences = {};

/** A refusal that stops this question only; null where nothing more can be read at all. */
export function problemOf(
  error: unknown,
  { source, action, notEnrolled, at = {}, about = null }: Asking,
): AdviceProblem | null {
  if (!(error instanceof Error)) return null;
  if (notEnrolled.names.test(error.name) || (isRefused(error) && notEnrolled.texts.test(error.message))) {
    return enrolmentProblem({ source, notEnrolled, at });
  }
  if (isUnavailable(error)) {
    const message = "AWS has no data for this question yet.";
    return noData(
      source,
      message,
      "A new account needs up to 24 hours; without commitments there is nothing to tell.",
      at,
    );
  }
  if (!isDenied(error)) return null;
  const refusal = refusalOf(error, action, sentences);
  if (!(refusal instanceof SourceRefusal)) return null;
  const known = problem({ source, at }, { reason: "no permission", message: refusal.message, step: refusal.advice });
  return { ...known, about, permission: missingPermission(error.message, action) };
}

const isUnavailable = (error: Error) => error.name === "DataUnavailableException";
const isRefused = (error: Error) => /Validation/.test(error.name) || isDenied(error);

type Said = Pick<AdviceProblem, "reason" | "message" | "step">;

function problem({ source, at }: { source: AdviceSource; at: Place }, said: Said): AdviceProblem {
  return {
    ...said,
    source,
    account: at.account ?? null,
    region: at.region ?? null,
    resourceId: null,
    about: null,
    permission: null,
  };
}
