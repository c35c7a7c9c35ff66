import { resolve } from "node:path";
import type { Source } from "../db/generated/client";
import { env } from "../env";
import type { Caps, Memory, Purpose, Reading } from "../sources/source";
import type { OpenedSource } from "./source-settings";
import { spendRequest } from "./sync-meter";

/** What differs between a sync, a check and the demo's imitation. */
export type World = {
  now: Date;
  endpoint: string | null;
  signal: AbortSignal;
  progress: Reading["progress"];
  purpose: Purpose | "check";
  runId: string | null;
};

/** Of a connector whose requests cost nothing: it has no reason to count them. */
const NO_CAPS: Caps = {
  sync: Number.MAX_SAFE_INTEGER,
  month: Number.MAX_SAFE_INTEGER,
  backfill: Number.MAX_SAFE_INTEGER,
};

/** What the ledger hands to a connector, with its requests metered against the caps of the source. */
export function readingFor(source: Source, { connector, settings }: OpenedSource, world: World): Reading {
  const { now, endpoint, signal, progress, purpose, runId } = world;
  const { OUTLAY_WATCH_DIRS: watchable, OUTLAY_DATA_DIR: own } = env();
  const caps = connector.caps?.(settings) ?? NO_CAPS;
  const price = connector.requestPrice;
  return {
    now,
    endpoint,
    signal,
    progress,
    purpose: purpose === "backfill" ? "backfill" : "sync",
    memory: source.memory as Memory,
    externalId: source.externalId,
    folders: { watchable, own: resolve(own) },
    fallbackAccountId: `aws-${source.id.slice(0, 8)}`,
    spend: () => spendRequest({ sourceId: source.id, runId, purpose, caps, price }),
  };
}
