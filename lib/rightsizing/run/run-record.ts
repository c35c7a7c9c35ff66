import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { atTheStart, type KeptProgress, keptProgress, type Progress, restoredProgress } from "./progress";
import type { Tally } from "./readers";
import { textOf } from "./text-of";

/** A look that is under way in this process, and how far others had come with it. */
export type Current = { id: string; startedAt: Date; progress: Progress; isResumed: boolean };

type Unfinished = {
  id: string;
  state: "queued" | "running";
  started_at: Date;
  progress: KeptProgress | null;
  is_fit: boolean;
};

/** After so long the accounts have changed too much for two halves to make one look. */
const HOURS_TO_RESUME = 12;
const NOT_FIT = "It was interrupted, and too much had changed since to go on with it: another look took its place.";

/**
 * Goes on with what was interrupted, begins what was asked for, or begins anew. Nobody else is at it: the caller holds
 * the lock. What was begun by other rules, or for another reading, is not gone on with; and who looks at the ledger alone
 * leaves to others what is to ask providers.
 */
export async function begun(
  scope: Scope,
  { isInventory, asks, onlyWaiting }: { isInventory: boolean; asks: boolean; onlyWaiting: boolean },
  now: Date,
): Promise<Current> {
  const unfinished = await rowsOf<Unfinished>(sql`
    select id, state, started_at, progress,
      inventory = ${isInventory} and started_at > ${new Date(now.getTime() - HOURS_TO_RESUME * 3_600_000)}
        and (progress is null or progress -> 'tally' ? 'places')
        and not exists (
          select from rightsizing_setting setting
          where setting.workspace_id = run.workspace_id and setting.changed_at > run.started_at) as is_fit
    from rightsizing_run run
    where workspace_id = ${scope.workspaceId}::uuid and state in ('queued', 'running')
      and (${asks} or not inventory)
    order by state desc, started_at desc`);
  const [first] = unfinished;
  if (onlyWaiting && !first) throw new DomainError("busy", "Another process has made this look already.");
  const resumed = unfinished.find(({ state, progress, is_fit }) => state === "running" && progress !== null && is_fit);
  const waiting = unfinished.find(({ state }) => state === "queued");
  const taken = resumed ?? waiting ?? first;
  const given = unfinished.filter(({ id, state }) => state === "running" && id !== taken?.id).map(({ id }) => id);
  await rowsOf(sql`
    update rightsizing_run set state = 'failed', finished_at = ${now}, progress = null,
      problems = ${textOf([{ where: "The look", message: NOT_FIT, advice: null }])}::jsonb
    where id = any(${given}::uuid[])`);
  if (resumed?.progress) {
    const { id, started_at: startedAt, progress } = resumed;
    return { id, startedAt, progress: restoredProgress(progress), isResumed: true };
  }
  const id = taken ? await restarted(taken.id, isInventory, now) : await inserted(scope, isInventory, now);
  return { id, startedAt: now, progress: atTheStart(), isResumed: false };
}

async function restarted(id: string, isInventory: boolean, now: Date): Promise<string> {
  await rowsOf(sql`
    update rightsizing_run run set state = 'running', started_at = ${now}, inventory = ${isInventory}, progress = null,
      resources = 0, found = 0, requests = 0, request_cost = 0, problems = '[]',
      data_version = (select data_version from workspace where id = run.workspace_id)
    where id = ${id}::uuid`);
  return id;
}

async function inserted({ workspaceId }: Scope, isInventory: boolean, now: Date): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(sql`
    insert into rightsizing_run (workspace_id, state, started_at, data_version, inventory)
    select id, 'running', ${now}, data_version, ${isInventory} from workspace
    where id = ${workspaceId}::uuid returning id`);
  if (!row) throw new DomainError("not_found", "This workspace does not exist any more.");
  return row.id;
}

/** Writes down how far it has come; everything up to there is kept already. */
export async function noteProgress({ id, progress }: Current): Promise<void> {
  const { resources, found, requests, requestCost } = progress.tally;
  await rowsOf(sql`
    update rightsizing_run set resources = ${resources}, found = ${found}, requests = ${requests},
      request_cost = ${requestCost}::numeric, attempts = 0, problems = '[]',
      progress = ${textOf(keptProgress(progress))}::jsonb
    where id = ${id}::uuid`);
}

export async function ended(id: string, tally: Tally): Promise<void> {
  const state = tally.problems.length > 0 ? "partial" : "succeeded";
  const { resources, found, requests, requestCost, problems } = tally;
  await rowsOf(sql`
    update rightsizing_run set state = ${state}::advice_run_state, finished_at = now(), resources = ${resources},
      found = ${found}, requests = ${requests}, request_cost = ${requestCost}::numeric,
      problems = ${textOf(problems)}::jsonb, progress = null
    where id = ${id}::uuid`);
}
