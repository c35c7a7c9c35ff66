import { systemScope } from "../auth/workspaces";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { runImport } from "../ledger/request-import";
import { runSync } from "../ledger/sync-run";
import { log, logError } from "../log";

// A sync waits for the network and an import works in a process of its own, so two at a time do not disturb each other.
const SLOTS = 2;

type Waiting = { id: string; kind: "file" | "sync"; workspace_id: string };

export type Runner = {
  /** Starts what is waiting, as far as there is room; returns at once. */
  wake: () => void;
  /** Starts nothing more, hands syncs back to the queue and waits for imports that are under way. */
  stop: () => Promise<void>;
};

export function startRunner(): Runner {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let lookAgain = false;

  const wake = () => {
    lookAgain = true;
    looking ??= look().finally(() => {
      looking = null;
    });
  };

  const look = async () => {
    while (lookAgain && !stopping.signal.aborted) {
      lookAgain = false;
      await startWaiting().catch((error: unknown) => logError(error, { job: "start waiting runs" }));
    }
  };

  const startWaiting = async () => {
    for (const run of await waitingRuns(SLOTS - running.size, [...running.keys()])) {
      if (stopping.signal.aborted) return;
      const done = execute(run, stopping.signal).finally(() => {
        running.delete(run.id);
        wake();
      });
      running.set(run.id, done);
    }
  };

  return {
    wake,
    stop: async () => {
      stopping.abort();
      await looking;
      await Promise.all(running.values());
    },
  };
}

/** The oldest first. Demo syncs are left out: their cloud runs only in the process that loads the demo. */
function waitingRuns(room: number, underWay: string[]): Promise<Waiting[]> {
  return rowsOf<Waiting>(sql`
    select run.id, run.kind, run.workspace_id
    from import_run run join workspace on workspace.id = run.workspace_id
    where run.state = 'queued' and workspace.kind = 'real' and run.id <> all(${underWay}::uuid[])
    order by run.requested_at
    limit ${Math.max(room, 0)}`);
}

/** What came of a run stands on the run itself, where the user sees it; only bugs go to the log as well. */
async function execute({ id, kind, workspace_id }: Waiting, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  try {
    const scope = await systemScope(workspace_id);
    if (kind === "sync") await runSync(scope, id, () => {}, { now: new Date(), signal });
    else await runImport(scope, id, () => {});
    log("info", "A run ended.", { run: id, kind, seconds: Math.round((performance.now() - started) / 100) / 10 });
  } catch (error) {
    if (signal.aborted) return;
    // Busy: another worker was faster, which is how two of them share the work.
    if (error instanceof DomainError && error.code === "busy") return;
    if (error instanceof DomainError) log("info", "A run failed.", { run: id, kind, code: error.code });
    else logError(error, { run: id, kind });
  }
}
