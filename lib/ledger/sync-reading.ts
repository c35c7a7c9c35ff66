import type { Source } from "../db/generated/client";
import type { Memory, Purpose, Reading } from "../sources/source";
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

/** What the ledger hands to a connector, with its requests metered against the caps of the source. */
export function readingFor(source: Source, { connector, settings }: OpenedSource, world: World): Reading {
  const { now, endpoint, signal, progress, purpose, runId } = world;
  const caps = connector.caps(settings);
  const price = connector.requestPrice;
  return {
    now,
    endpoint,
    signal,
    progress,
    purpose: purpose === "backfill" ? "backfill" : "sync",
    memory: source.memory as Memory,
    externalId: source.externalId,
    fallbackAccountId: `aws-${source.id.slice(0, 8)}`,
    spend: () => spendRequest({ sourceId: source.id, runId, purpose, caps, price }),
  };
}
