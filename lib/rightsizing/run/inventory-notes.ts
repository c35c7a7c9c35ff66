import type { InventoryPage, InventoryProblem, Resource } from "../../sources/inventory";
import { NotRead } from "../engine/not-read";
import { OURS } from "../words";
import { type Tally, tell } from "./readers";
import { unread } from "./unread";

const SIGN_IN_PERMISSION = "sts:AssumeRole";

/** Takes note of where a page is of, and of what could not be read there. */
export function notePage(tally: Tally, { region, mark: { account }, problems }: InventoryPage): void {
  const regions = tally.places[account] ?? [];
  if (!regions.includes(region)) tally.places[account] = [...regions, region];
  for (const problem of problems) noteProblem(tally, problem);
}

function noteProblem(tally: Tally, problem: InventoryProblem): void {
  const { account, region, what, message, step, reason, resourceId, permission } = problem;
  tell(tally, { where: `${account}, ${region}: ${what}`, message, advice: step });
  // One resource that went away meanwhile does not make the rest of the page doubtful.
  if (reason === "disappeared" && resourceId !== null) return;
  // Who may not sign in to an account has read none of its regions; a closed region has told of nothing.
  const isWhole = permission === SIGN_IN_PERMISSION || reason === "region closed";
  const place = { account, region: permission === SIGN_IN_PERMISSION ? null : region, why: message, step };
  tally.failed.push(unread(OURS, { ...place, kind: isWhole ? null : what }));
}

type Place = { account: string; region: string };

/** True where a kind of resource, or the metrics, could not be read in a place. */
export function isUnreadIn({ failed }: Tally, { account, region }: Place, what: InventoryProblem["what"]): boolean {
  return failed.some(
    (each) =>
      each.source === OURS &&
      each.account === account &&
      (each.region === null || each.region === region) &&
      (each.kind === null || each.kind === what),
  );
}

/** A resource whose metrics were not read says so to whoever needs them, instead of looking like one that is not used. */
export function withoutMetrics<Found extends Resource>(resource: Found): Found {
  return Object.defineProperty({ ...resource }, "metrics", {
    get: () => {
      throw new NotRead("metrics");
    },
  });
}
