import { Money, plain, zero } from "../../focus/money";
import type { Instance, InventoryPage, Volume } from "../../sources/inventory";
import type { Bill, Cost, Look } from "../engine/judged";
import { NotRead } from "../engine/not-read";
import { costOfVolume } from "../engine/volume";

/** Stopped instances of one account and region: what they still cost is their volumes, which are told after them. */
export type StoppedInstances = {
  account: string;
  region: string;
  ids: Set<string>;
  /** Not judged yet. */
  waiting: Instance[];
  /** What their volumes cost at the list price, where no bill tells. */
  volumes: Map<string, Bill>;
};

export function noneStopped({ account, region }: { account: string; region: string }): StoppedInstances {
  return { account, region, ids: new Set(), waiting: [], volumes: new Map() };
}

/** Takes note of the page's stopped instances that have volumes: they are judged when the place is read. */
export function noteStopped(stopped: StoppedInstances, { resources }: InventoryPage): void {
  for (const resource of resources) {
    if (resource.kind !== "instance" || resource.state !== "stopped") continue;
    stopped.ids.add(resource.id);
    if (resource.volumeIds.length > 0) stopped.waiting.push(resource);
  }
}

export function noteVolume(stopped: StoppedInstances, look: Look): void {
  const { resource, bill } = look;
  if (bill || resource.kind !== "volume" || !resource.attachedTo || !stopped.ids.has(resource.attachedTo)) return;
  const cost = costUnlessUnread(look, resource);
  if (!cost) return;
  const { currency, now, listNow, listCurrency, origin } = cost;
  const list = listCurrency === currency ? listNow : null;
  stopped.volumes.set(resource.id, { currency, now, list, origin, covered: zero, reusable: true });
}

/** Null as well where prices could not be read: then the instance waits for another look. */
function costUnlessUnread(look: Look, volume: Volume): Cost | null {
  try {
    return costOfVolume(look, volume);
  } catch (error) {
    if (error instanceof NotRead) return null;
    throw error;
  }
}

/** The same as plain JSON, for the run that goes on after this process. */
export type KeptStopped = Pick<StoppedInstances, "account" | "region"> & {
  ids: string[];
  waiting: unknown[];
  volumes: [string, { [Key in "currency" | "now" | "list" | "origin"]: string | null }][];
};

export function keptStopped({ account, region, ids, waiting, volumes }: StoppedInstances): KeptStopped {
  return {
    account,
    region,
    ids: [...ids],
    waiting,
    volumes: [...volumes].map(([id, { currency, now, list, origin }]) => [
      id,
      { currency, now: plain(now), list: list && plain(list), origin: origin ?? null },
    ]),
  };
}

export function restoredStopped({ account, region, ids, waiting, volumes }: KeptStopped): StoppedInstances {
  return {
    account,
    region,
    ids: new Set(ids),
    waiting: (waiting as Instance[]).map((each) => ({
      ...each,
      // What was measured is no plain JSON, and one that is stopped is judged by what it costs.
      metrics: {},
      createdAt: each.createdAt && new Date(each.createdAt),
      stateSince: each.stateSince && new Date(each.stateSince),
    })),
    volumes: new Map(
      volumes.map(([id, { currency, now, list, origin }]) => [
        id,
        {
          currency: currency ?? "",
          now: new Money(now ?? 0),
          list: list === null ? null : new Money(list),
          covered: zero,
          reusable: true,
          ...(origin === null ? {} : { origin: origin as NonNullable<Bill["origin"]> }),
        },
      ]),
    ),
  };
}
