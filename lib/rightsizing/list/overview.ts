import { requireWholeBill, type Scope } from "../../auth/scope";
import { rowsOf, type Sql, sql } from "../../db/sql";
import { inSnapshot, type Reader } from "../../query/snapshot";
import type { Problem } from "../run/readers";
import type { Verdict } from "../words";
import { isUnconfirmed } from "./advice-list";
import { isBest } from "./filter";
import { verdictWhere, visibleTo } from "./visible";

type Amount = { currency: string; amount: string; count: number };

/** What could be saved, what is being done, what the bill shows, for each currency; nothing is counted twice. */
export type SavingsOverview = {
  potential: Amount[];
  /** Of the potential: what would be saved by buying commitments, and not by changing a resource. */
  buying: Amount[];
  inProgress: Amount[];
  /** Of both: what the last look could not confirm. */
  unconfirmed: Amount[];
  /** Done, and not measured yet: as it was estimated. */
  awaited: Amount[];
  /** A month, as last measured on the bill. */
  realised: Amount[];
  /** Estimated and measured of what was measured, to see how good estimates are. */
  accuracy: { currency: string; estimated: string; measured: string }[];
  byTeam: Part[];
  byAccount: Part[];
  byService: Part[];
  bySource: Part[];
  byOwner: Part[];
};

export type Part = { name: string | null; currency: string; amount: string; realised: string; count: number };

export async function savingsOverview(scope: Scope): Promise<SavingsOverview> {
  return await inSnapshot(async (read) => ({
    potential: await amounts(read, scope, sql`advice.state = 'open'`),
    buying: await amounts(
      read,
      scope,
      sql`advice.state = 'open' and advice.action = 'buy_commitment' and advice.counted > 0`,
    ),
    inProgress: await amounts(read, scope, sql`advice.state = 'in_progress'`),
    unconfirmed: await amounts(read, scope, sql`advice.state in ('open', 'in_progress') and ${isUnconfirmed}`),
    awaited: await amounts(read, scope, sql`advice.state = 'done' and advice.booked_with is null`),
    realised: await realised(read, scope),
    accuracy: await accuracy(read, scope),
    byTeam: await parts(read, scope, sql`advice.team`),
    byAccount: await parts(read, scope, sql`coalesce(advice.account_name, advice.account)`),
    byService: await parts(read, scope, sql`advice.service`),
    bySource: await parts(read, scope, sql`advice.source`),
    byOwner: await parts(read, scope, sql`advice.owner`),
  }));
}

/** What counts of each, and how many: one change is told by several sources, and saves once. */
async function amounts(read: Reader, scope: Scope, state: Sql): Promise<Amount[]> {
  return await read.rows<Amount>(sql`
    select currency::text, trim_scale(sum(advice.counted))::text as amount,
      count(*) filter (where ${isBest})::int as count
    from recommendation advice where ${visibleTo(scope)} and ${state} group by 1 order by sum(advice.counted) desc`);
}

/** The newest measurement of each time it was done; the estimate is no measurement. */
const measurement = sql`
  select distinct on (recommendation_id, round) recommendation_id, round, currency, monthly from saving_entry
  where basis <> 'estimate' order by recommendation_id, round, basis desc`;

async function realised(read: Reader, scope: Scope): Promise<Amount[]> {
  return await read.rows<Amount>(sql`
    select measured.currency::text, trim_scale(sum(measured.monthly))::text as amount, count(*)::int as count
    from recommendation advice join (${measurement}) measured on measured.recommendation_id = advice.id
    where ${visibleTo(scope)} group by 1 order by sum(measured.monthly) desc`);
}

async function accuracy(read: Reader, scope: Scope): Promise<SavingsOverview["accuracy"]> {
  return await read.rows(sql`
    select measured.currency::text, trim_scale(sum(estimate.saving))::text as estimated,
      trim_scale(sum(measured.monthly))::text as measured
    from recommendation advice
    join (${measurement}) measured on measured.recommendation_id = advice.id
    join saving_entry estimate on estimate.recommendation_id = advice.id and estimate.round = measured.round
      and estimate.basis = 'estimate' and estimate.currency = measured.currency
    where ${visibleTo(scope)} group by 1`);
}

/** Far beyond the accounts of anybody: what is left out would be missing from the sum. */
const MOST_PARTS = 20_000;

async function parts(read: Reader, scope: Scope, name: Sql): Promise<Part[]> {
  return await read.rows<Part>(sql`
    with told as (
      select advice.id, ${name} as name, advice.currency, advice.state in ('open', 'in_progress') as is_open, advice.counted
      from recommendation advice where ${visibleTo(scope)}
    ), amounts as (
      select name, currency, counted as amount, 0 as realised, 1 as open from told where is_open and counted > 0
      union all
      select told.name, measured.currency, 0, measured.monthly, 0
      from told join (${measurement}) measured on measured.recommendation_id = told.id
    )
    select name, currency::text, trim_scale(sum(amount))::text as amount, trim_scale(sum(realised))::text as realised,
      sum(open)::int as count
    from amounts group by 1, 2 order by sum(amount) desc, 1 limit ${MOST_PARTS}`);
}

export type VerdictCount = { kind: string; verdict: Verdict; count: number };
export type ShownRun = {
  id: string;
  state: "queued" | "running" | "succeeded" | "partial" | "failed";
  startedAt: string;
  finishedAt: string | null;
  inventory: boolean;
  resources: number;
  found: number;
  requests: number;
  requestCost: string;
  problems: Problem[];
};

export type Looked = {
  verdicts: VerdictCount[];
  runs: ShownRun[];
  /** A look has come to its end at some time: that nothing is advised means something. */
  isDone: boolean;
  /** The bill has changed since the last of them: it is looked through again within an hour. */
  isBehind: boolean;
  /** Something was imported at some time. */
  hasBill: boolean;
};

/**
 * How many resources came to which verdict, and what the last runs did. What they could not read may name any account:
 * it is told to those alone who see the whole bill.
 */
export async function lookedAt(scope: Scope): Promise<Looked> {
  const verdicts = await rowsOf<VerdictCount>(sql`
    select kind, verdict, count(*)::int as count from resource_verdict advice
    where ${verdictVisibleTo(scope)} group by 1, 2 order by 3 desc, 1, 2`);
  const runs = await lastRuns(scope);
  const [state] = await rowsOf<Pick<Looked, "isDone" | "isBehind" | "hasBill">>(sql`
    select last.data_version is not null as "isDone", workspace.data_version > 0 as "hasBill",
      coalesce(workspace.kind = 'real' and last.data_version <> workspace.data_version, false) as "isBehind"
    from workspace left join lateral (
      select run.data_version from rightsizing_run run
      where run.workspace_id = workspace.id and run.state in ('succeeded', 'partial')
      order by run.started_at desc limit 1) last on true
    where workspace.id = ${scope.workspaceId}::uuid`);
  if (!state) throw new Error("The workspace is gone.");
  return {
    verdicts,
    runs: scope.rows === null ? runs : runs.map((run) => ({ ...run, problems: [] })),
    ...state,
  };
}

async function lastRuns({ workspaceId }: Scope): Promise<ShownRun[]> {
  return await rowsOf<ShownRun>(sql`
    select id, state, to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt",
      to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt", inventory, resources, found,
      requests, trim_scale(request_cost)::text as "requestCost", problems
    from rightsizing_run where workspace_id = ${workspaceId}::uuid
    order by rightsizing_run.started_at desc, rightsizing_run.finished_at desc nulls first limit 10`);
}

/** The last looks, the newest first, for whoever asked for one and waits. */
export async function adviceRuns(scope: Scope): Promise<ShownRun[]> {
  requireWholeBill(scope, "Looks are at");
  return await lastRuns(scope);
}

export type ShownVerdict = {
  resourceId: string;
  resourceName: string | null;
  resourceType: string | null;
  kind: string;
  verdict: Verdict;
  reason: string;
  account: string | null;
  accountName: string | null;
  region: string | null;
  currency: string | null;
  monthlyCost: string | null;
};

export type VerdictsAsked = {
  verdict?: string | undefined;
  resource?: string | undefined;
  /** In its name or id. */
  text?: string | undefined;
  limit: number;
  offset: number;
};

/** The verdict on each resource, the costliest first: also why nothing is advised. */
export async function verdictList(scope: Scope, asked: VerdictsAsked): Promise<ShownVerdict[]> {
  const { verdict = null, resource = null, text = "", limit, offset } = asked;
  return await rowsOf<ShownVerdict>(sql`
    select resource_id as "resourceId", resource_name as "resourceName", resource_type as "resourceType", kind, verdict,
      reason, account, ${accountName} as "accountName", region, currency::text,
      trim_scale(monthly_cost)::text as "monthlyCost"
    from resource_verdict advice
    where ${verdictVisibleTo(scope)} and (${verdict}::text is null or verdict = ${verdict})
      and (${resource}::text is null or resource_id = ${resource})
      and strpos(lower(concat_ws(' ', resource_id, resource_name)), lower(${text})) > 0
    order by monthly_cost desc nulls last, resource_key limit ${limit} offset ${offset}`);
}

/** As the bill names it. */
const accountName = sql`(
  select max(named.sub_account_name) from dim_account named
  where named.workspace_id = advice.workspace_id and named.provider_name = advice.provider
    and named.sub_account_id = advice.account)`;

/** Who sees a part of the bill sees the verdicts on the resources of which advice could be seen. */
function verdictVisibleTo({ workspaceId, rows }: Scope): Sql {
  return sql`advice.workspace_id = ${workspaceId}::uuid and ${verdictWhere(rows ?? [])}`;
}
