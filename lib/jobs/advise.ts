import { systemScope } from "../auth/workspaces";
import { WAKE_CHANNEL } from "../db/data-changed";
import { rowsOf, sql } from "../db/sql";
import { lookAtDemo } from "../demo/load-advice";
import { DomainError } from "../errors";
import { dayOf } from "../focus/period";
import { logError } from "../log";
import { queueWeeklyLetters } from "../rightsizing/letters";
import { isUnderWay } from "../rightsizing/run/alone";
import { noteBrokenOff } from "../rightsizing/run/broken-off";
import { lookInProcess } from "../rightsizing/run/look-process";

/**
 * Asks for what is due: a look once a day at the provider too, and from the ledger alone an hour after it changed. What
 * waits or was interrupted is told to the workers.
 */
export async function queueDueLooks(now: Date): Promise<void> {
  await rowsOf(sql`
    insert into rightsizing_run (workspace_id, state, started_at, data_version, inventory)
    select workspace.id, 'queued', ${now}, workspace.data_version,
      asked.started_at is null or asked.started_at < ${hoursBefore(now, 23)}
    from workspace
    left join lateral (
      select started_at, data_version from rightsizing_run run where run.workspace_id = workspace.id
      order by started_at desc limit 1) last on true
    left join lateral (
      select started_at from rightsizing_run run where run.workspace_id = workspace.id and run.inventory
      order by started_at desc limit 1) asked on true
    where workspace.kind = 'real' and workspace.data_version > 0
      and (last.started_at is null or last.started_at < ${hoursBefore(now, 23)}
        or (last.data_version <> workspace.data_version and last.started_at < ${hoursBefore(now, 1)}))
      and not exists (
        select from rightsizing_run run where run.workspace_id = workspace.id and run.state in ('queued', 'running'))`);
  await rowsOf(sql`
    select pg_notify(${WAKE_CHANNEL}, '') where exists (
      select from rightsizing_run where state in ('queued', 'running'))`);
}

const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

type Waiting = { workspaceId: string; kind: "real" | "demo"; reads: boolean };

/** Carries out what waits and goes on with what was interrupted; what another process is at stays with it. */
export async function lookWhereAsked(stopping: AbortSignal): Promise<void> {
  for (const each of await waitingLooks()) {
    if (stopping.aborted) return;
    if (await isUnderWay(each.workspaceId)) continue;
    await look(each, new Date(), stopping).catch(async (error: unknown) => {
      if (stopping.aborted || isBusy(error)) return;
      logError(error, { job: "look for savings", workspace: each.workspaceId });
      await broken(each, error);
    });
  }
}

/** The demo's first look belongs to its loading, which begins the work of its people as well. */
async function waitingLooks(): Promise<Waiting[]> {
  return await rowsOf<Waiting>(sql`
    select distinct on (workspace.id) workspace.id as "workspaceId", workspace.kind::text, run.inventory as reads
    from rightsizing_run run join workspace on workspace.id = run.workspace_id
    where run.state = 'queued' or (run.state = 'running' and (workspace.kind = 'real' or exists (
      select from rightsizing_run earlier
      where earlier.workspace_id = workspace.id and earlier.state in ('succeeded', 'partial'))))
    order by workspace.id, run.state desc, run.started_at desc`);
}

async function look({ workspaceId, kind, reads }: Waiting, now: Date, signal: AbortSignal): Promise<void> {
  const scope = await systemScope(workspaceId);
  if (kind === "demo") await lookAtDemo(scope, { today: dayOf(now), onlyWaiting: true, signal });
  else await lookInProcess(scope, { asks: reads, onlyWaiting: true, now, signal });
}

const isBusy = (error: unknown) => error instanceof DomainError && error.code === "busy";

async function broken({ workspaceId, reads }: Waiting, error: unknown): Promise<void> {
  try {
    await noteBrokenOff(await systemScope(workspaceId), error, { asks: reads });
  } catch (refusal) {
    // Another process has taken it up meanwhile.
    if (!isBusy(refusal)) throw refusal;
  }
}

/** On Monday mornings each owner hears of what is theirs. */
export async function writeAdviceLetters(now: Date): Promise<void> {
  const workspaces = await rowsOf<{ id: string }>(sql`select id from workspace where kind = 'real'`);
  for (const { id } of workspaces) await queueWeeklyLetters(await systemScope(id), now);
}
