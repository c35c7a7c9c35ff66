import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import type { ImportProgress } from "./import-outcome";
import { HEARTBEAT_SECONDS } from "./sync-recover";

const PROGRESS_MILLISECONDS = 400;

export type Lease = {
  /** Ends when the run is no longer ours, or when the process is told to stop. */
  signal: AbortSignal;
  tell: (progress: ImportProgress) => void;
  stop: () => Promise<void>;
};

/** Says that the run is alive and how far it is, until it is stopped or finds that somebody else ended it. */
export function keepAlive(runId: string, outer?: AbortSignal): Lease {
  const lost = new AbortController();
  let latest: ImportProgress | null = null;
  let toTell: ReturnType<typeof setTimeout> | undefined;
  let telling: Promise<void> = Promise.resolve();

  const beat = () => {
    const progress = latest && JSON.stringify(latest);
    telling = telling
      .then(() => mark(runId, progress))
      .then(
        (isOurs) => {
          if (!isOurs)
            lost.abort(new DomainError("busy", "The sync was ended while it ran, or its source was removed."));
        },
        // A database that is away for a moment does not end the sync: the lease does, if it stays away.
        () => {},
      );
  };
  const timer = setInterval(beat, HEARTBEAT_SECONDS * 1_000);
  timer.unref();

  return {
    signal: outer ? AbortSignal.any([lost.signal, outer]) : lost.signal,
    tell: (progress) => {
      latest = progress;
      toTell ??= setTimeout(() => {
        toTell = undefined;
        beat();
      }, PROGRESS_MILLISECONDS).unref();
    },
    stop: async () => {
      clearInterval(timer);
      clearTimeout(toTell);
      await telling;
    },
  };
}

async function mark(runId: string, progress: string | null): Promise<boolean> {
  const rows = await rowsOf(sql`
    update import_run set heartbeat_at = now(), progress = coalesce(${progress}::jsonb, progress)
    where id = ${runId}::uuid and state = 'running'
    returning id`);
  return rows.length > 0;
}
