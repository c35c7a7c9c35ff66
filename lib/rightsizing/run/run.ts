import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { pool } from "../../db/pool";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { addDays } from "../../focus/period";
import { countSavings } from "../advice/count";
import { recordProposals } from "../advice/record";
import { commitmentAdvice } from "../checks/commitment-advice";
import { newRegions } from "../checks/new-regions";
import { outliers } from "../checks/outliers";
import { costsWithoutUsage } from "../checks/without-usage";
import { type PaidRates, paidRates } from "../ledger/paid-rates";
import { lastMonth } from "../ledger/window";
import { wakeSleeping } from "../life/act";
import { settleUnseen } from "../life/settle";
import { verifySavings } from "../life/verify";
import { ruleBook } from "../settings/settings";
import { OURS } from "../words";
import { judgeInventory, type Setting, toldRefusal } from "./judge-inventory";
import { readAdvice } from "./read-advice";
import { emptyTally, type Problem, type Readers, type Tally } from "./readers";
import { forgetGone, noteUnread } from "./verdicts-beside";

export type RunOutcome = {
  id: string;
  resources: number;
  found: number;
  verified: number;
  requests: number;
  requestCost: string;
  problems: Problem[];
};

const resourceKinds = [
  "instance",
  "database",
  "volume",
  "snapshot",
  "address",
  "load balancer",
  "nat gateway",
  "bucket",
];
const ledgerKinds = ["resource", "spend", "commitment", "held commitment"];

/**
 * Looks at everything once: what the accounts have, what providers advise, and what the ledger alone tells; then counts
 * the one total and measures what was done. One run a workspace at a time.
 */
export async function runAdvice(scope: Scope, readers: Readers, now: Date): Promise<RunOutcome> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "This looks at");
  return await aloneIn(scope, async () => {
    const id = await begun(scope, readers, now);
    const tally = emptyTally();
    try {
      const verified = await looked(scope, readers, { id, tally }, now);
      await ended(id, tally, tally.problems.length > 0 ? "partial" : "succeeded");
      const { resources, found, requests, requestCost, problems } = tally;
      return { id, resources, found, verified, requests, requestCost, problems };
    } catch (error) {
      await ended(id, tally, "failed");
      throw error;
    }
  });
}

type Current = { id: string; tally: Tally };

async function looked(scope: Scope, readers: Readers, { id, tally }: Current, now: Date): Promise<number> {
  await wakeSleeping(scope, now);
  const period = await lastMonth(scope, now);
  const paid: PaidRates = period ? await paidRates(scope, period) : { rate: () => null, onDemandMachines: new Map() };
  const setting: Setting = { period, paid, book: await ruleBook(scope), runId: id, now };
  tally.sources.add(OURS);
  const kinds = [...ledgerKinds];
  const read = await allOf(
    readers.inventories.map(
      (inventory) => () => toldRefusal(tally, "Inventory", () => judgeInventory(scope, inventory, setting, tally)),
    ),
  );
  if (readers.inventories.length > 0 && read) kinds.push(...resourceKinds);
  await allOf(
    readers.advice.map(
      (pages) => () => toldRefusal(tally, "Provider's advice", () => readAdvice(scope, pages(), setting, tally)),
    ),
  );
  await checkLedger(scope, setting, tally);
  if (period) await noteUnread(scope, period, { runId: id, now });
  const reach = { sources: [...tally.sources], kinds, failed: tally.failed };
  await settleUnseen(scope, { startedAt: now, runId: id, reach }, now);
  if (readers.inventories.length > 0 && read) await forgetGone(scope, { runId: id, failed: tally.failed });
  await countSavings(scope);
  return period ? await verifySavings(scope, addDays(period.to, -1), now) : 0;
}

async function allOf(works: (() => Promise<boolean>)[]): Promise<boolean> {
  let all = true;
  for (const work of works) all = (await work()) && all;
  return all;
}

async function checkLedger(scope: Scope, { period, book, now }: Setting, tally: Tally): Promise<void> {
  if (!period) return;
  const found = [
    ...(await costsWithoutUsage(scope, period, book)),
    ...(await newRegions(scope, period)),
    ...(await outliers(scope, period)),
    ...(await commitmentAdvice(scope, now)),
  ];
  await recordProposals(scope, found, now);
  tally.found += found.length;
}

async function begun({ workspaceId }: Scope, { inventories }: Readers, now: Date): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(sql`
    insert into rightsizing_run (workspace_id, state, started_at, data_version, inventory)
    select id, 'running', ${now}, data_version, ${inventories.length > 0} from workspace
    where id = ${workspaceId}::uuid returning id`);
  if (!row) throw new DomainError("not_found", "This workspace does not exist any more.");
  return row.id;
}

async function ended(id: string, tally: Tally, state: "succeeded" | "partial" | "failed"): Promise<void> {
  const { resources, found, requests, requestCost, problems } = tally;
  await rowsOf(sql`
    update rightsizing_run set state = ${state}::advice_run_state, finished_at = now(), resources = ${resources},
      found = ${found}, requests = ${requests}, request_cost = ${requestCost}::numeric,
      problems = ${JSON.stringify(problems)}::jsonb
    where id = ${id}::uuid`);
}

async function aloneIn<Result>({ workspaceId }: Scope, work: () => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  const lock = sql`hashtextextended(${workspaceId}, 726008)`;
  try {
    const { rows } = await client.query<{ free: boolean }>(sql`select pg_try_advisory_lock(${lock}) as free`);
    if (!rows[0]?.free)
      throw new DomainError("busy", "Advice is being worked out already: try again in a few minutes.");
    return await work();
  } finally {
    // Closing the connection frees the lock whatever happened to it.
    client.release(true);
  }
}
