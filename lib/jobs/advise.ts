import { systemScope } from "../auth/workspaces";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { queueWeeklyLetters } from "../rightsizing/letters";
import { readersOf } from "../rightsizing/run/aws-readers";
import { runAdvice } from "../rightsizing/run/run";

type Due = { id: string; reads: boolean };

/**
 * Looks for what could cost less: once a day at the provider too, and from the ledger alone an hour after it changed.
 * What a worker is at, another leaves to it.
 */
export async function adviseDue(now: Date): Promise<void> {
  const due = await rowsOf<Due>(sql`
    select workspace.id, asked.started_at is null or asked.started_at < ${hoursBefore(now, 23)} as reads
    from workspace
    left join lateral (
      select started_at, data_version from rightsizing_run run where run.workspace_id = workspace.id
      order by started_at desc limit 1) last on true
    left join lateral (
      select started_at from rightsizing_run run where run.workspace_id = workspace.id and run.inventory
      order by started_at desc limit 1) asked on true
    where workspace.kind = 'real' and workspace.data_version > 0
      and (last.started_at is null or last.started_at < ${hoursBefore(now, 23)}
        or (last.data_version <> workspace.data_version and last.started_at < ${hoursBefore(now, 1)}))`);
  for (const { id, reads } of due) await advise(id, reads, now);
}

const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

async function advise(workspaceId: string, reads: boolean, now: Date): Promise<void> {
  const scope = await systemScope(workspaceId);
  const signal = new AbortController().signal;
  try {
    await runAdvice(scope, reads ? await readersOf(scope, { now, signal }) : { inventories: [], advice: [] }, now);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "busy")) throw error;
  }
}

/** On Monday mornings each owner hears of what is theirs. */
export async function writeAdviceLetters(now: Date): Promise<void> {
  const workspaces = await rowsOf<{ id: string }>(sql`select id from workspace where kind = 'real'`);
  for (const { id } of workspaces) await queueWeeklyLetters(await systemScope(id), now);
}
