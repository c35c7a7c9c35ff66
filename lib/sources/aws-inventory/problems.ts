import { type Action, isDenied, missingPermission, refusalOf } from "../aws/refusals";
import type { InventoryProblem } from "../inventory";
import { SourceRefusal } from "../refusal";

type Place = { account: string; region: string };

/** A region that is not switched on refuses every key, whatever it may do elsewhere. */
const CLOSED = ["AuthFailure", "OptInRequired", "InvalidClientTokenId", "UnrecognizedClientException"];
const GONE = /NotFound(Fault|Exception)?$|^InvalidInstanceID|^InvalidVolume/;

/** What is missing stops one kind of resource only; null where the whole run cannot go on. */
export function problemOf(
  error: unknown,
  { account, region }: Place,
  { what, action }: { what: InventoryProblem["what"]; action: Action },
): InventoryProblem | null {
  if (!(error instanceof Error && isDenied(error))) return null;
  const refusal = refusalOf(error, action, {});
  if (!(refusal instanceof SourceRefusal)) return null;
  return {
    reason: "no permission",
    account,
    region,
    what,
    resourceId: null,
    permission: missingPermission(error.message, action),
    message: refusal.message,
    step: refusal.advice,
  };
}

export function isRegionClosed(error: unknown): boolean {
  return error instanceof Error && CLOSED.includes(error.name);
}

export function closedRegion({ account, region }: Place): InventoryProblem {
  return {
    reason: "region closed",
    account,
    region,
    what: "catalogue",
    resourceId: null,
    permission: null,
    message: `The region ${region} does not accept the credentials of account ${account}.`,
    step: "Switch the region on in the account, or leave it out of the regions to look at.",
  };
}

/** An account that has no role for us, or one that does not trust us. */
export function closedAccount({ account, region }: Place, refusal: SourceRefusal): InventoryProblem {
  return {
    reason: "no permission",
    account,
    region,
    what: "catalogue",
    resourceId: null,
    permission: "sts:AssumeRole",
    message: `Account ${account}: ${refusal.message}`,
    step: refusal.advice,
  };
}

/** A page mark that AWS does not take, any more or at all. */
export function isTokenStale(error: unknown): boolean {
  return error instanceof Error && /Token|Marker|InvalidParameterValue/.test(error.name) && !/Expired/.test(error.name);
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && GONE.test(error.name);
}

export function disappeared(
  { account, region }: Place,
  what: InventoryProblem["what"],
  resourceId: string,
): InventoryProblem {
  return {
    reason: "disappeared",
    account,
    region,
    what,
    resourceId,
    permission: null,
    message: `The ${what} ${resourceId} was deleted while the inventory was being read.`,
    step: "Nothing is to be done: the next run does not see it any more.",
  };
}
