import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { DomainError } from "../errors";
import { ExactSum } from "../focus/money";
import { type CostAnswer, type CostAnswers, type CostRow, MOST_ROWS, TooManyRows } from "./answer";
import type { Asking } from "./asking";
import { addedUp, type FoundAmount, stretchesOf } from "./by-months";
import { AnswerCache } from "./cache";
import type { Table } from "./catalog";
import { type ConvertedQuery, conversionOf } from "./convert";
import { dataThrough } from "./data-through";
import { foundAmounts } from "./found-amounts";
import { labelsOf } from "./labels";
import { type Estate, plan, type TableSizes } from "./plan";
import { inParallel, inSnapshot, type Reader } from "./snapshot";
import type { NarrowedQuery } from "./spec";
import { trackedKeys } from "./tracked-keys";
import { dataVersion } from "./version";
import { type Limited, withinRows } from "./within-rows";

const MOST_CHARACTERS = 32_000_000;
const ROW_CHARACTERS = 120;
// Writing an answer out to measure it would take as long as the question.
const answered = new AnswerCache<CostAnswers>(MOST_CHARACTERS, ({ answers, compared }) =>
  [...answers, ...(compared ?? [])].reduce((sum, { rows }) => sum + rows.length * ROW_CHARACTERS, ROW_CHARACTERS),
);

/** Answers a question of one workspace: one answer for each currency, amounts exact. */
export async function askCosts(scope: Scope, query: NarrowedQuery, asking: Asking = {}): Promise<CostAnswers> {
  const version = await dataVersion(scope);
  const key = JSON.stringify([scope.workspaceId, version, query]);
  const work = (shared: Asking) => inSnapshot((read) => costAnswers(read, scope, query), shared);
  return answered.remember(key, work, asking);
}

/** The answer as this snapshot sees it; a preferred table is taken where it covers, so that tests can compare all. */
export async function costAnswers(
  read: Reader,
  scope: Scope,
  asked: NarrowedQuery,
  preferred?: Table,
): Promise<CostAnswers> {
  const estate = await estateOf(read, scope);
  if (preferred) estate.sizes[preferred] = 0;
  const found = await conversionOf(read, scope, asked, estate);
  const own = withinRows(scope, asked);
  const query: Limited<ConvertedQuery> =
    found && found.factors.days.length > 0 ? { ...own, factors: found.factors } : own;
  const from = plan(query, estate);
  const other = query.compare && { ...query, period: query.compare };
  const otherFrom = other ? plan(other, estate) : from;
  read.meter?.expect(stretchesOf(query.period, from, read).length);
  if (other) read.meter?.expect(stretchesOf(other.period, otherFrom, read).length);
  const answers = await answersOf(read, scope, query, from);
  const compared = other ? await answersOf(read, scope, other, otherFrom) : null;
  if (query.grain === "hour" && answers.length > 0) await requireHours(read, scope, query);
  const rows = [...answers, ...(compared ?? [])].flatMap((answer) => answer.rows);
  return {
    answers,
    compared,
    dataThrough: await dataThrough(read, scope, query.period),
    from,
    labels: await labelsOf(read, scope, query.groupBy, rows),
    ...(found && { conversion: found.conversion }),
  };
}

export async function estateOf(read: Reader, scope: Scope): Promise<Estate> {
  const [bytes = {}] = await read.rows<Record<string, string>>(sql`
    select pg_relation_size('rollup_day') as rollup_day, pg_relation_size('rollup_month') as rollup_month,
      pg_relation_size('rollup_account') as rollup_account, pg_relation_size('rollup_service') as rollup_service,
      pg_relation_size('rollup_region') as rollup_region, pg_relation_size('rollup_tag') as rollup_tag,
      pg_relation_size('rollup_commitment') as rollup_commitment,
      pg_relation_size('rollup_service_month') as rollup_service_month`);
  const sizes = Object.fromEntries(Object.entries(bytes).map(([table, size]) => [table, Number(size)]));
  // The fact is never smaller than what was summed from it.
  return {
    sizes: { ...sizes, charge: Number.POSITIVE_INFINITY } as TableSizes,
    trackedTags: await trackedKeys(read, scope),
  };
}

async function answersOf(
  read: Reader,
  scope: Scope,
  query: Limited<ConvertedQuery>,
  table: Table,
): Promise<CostAnswer[]> {
  if (table === "charge") await read.rows(inParallel);
  const parts: FoundAmount[][] = [];
  for (const period of stretchesOf(query.period, table, read)) {
    parts.push(await foundAmounts(read, scope, { ...query, period }, table));
    read.meter?.step();
  }
  const found = addedUp(parts);
  if (found.length > MOST_ROWS || parts.some((part) => part.length > MOST_ROWS)) {
    throw new TooManyRows();
  }
  const byCurrency = new Map<string, { rows: CostRow[]; missing: number; sum: ExactSum }>();
  for (const { currency, bucket, keys, amount, missing } of found) {
    const known = byCurrency.get(currency);
    const answer = known ?? { rows: [], missing: 0, sum: new ExactSum() };
    if (!known) byCurrency.set(currency, answer);
    answer.missing += missing;
    // No charge of this group states the cost: that is unknown, not zero.
    if (amount === null) continue;
    answer.rows.push({ bucket, keys, amount });
    answer.sum.add(amount);
  }
  const inOrder = [...byCurrency].sort(([one], [other]) => (one < other ? -1 : 1));
  const { metric } = query;
  return inOrder.map(([currency, { rows, missing, sum }]) => ({ currency, metric, total: sum.text, rows, missing }));
}

// Daily charges all begin at midnight: by hour they would show a spike that never was.
async function requireHours(read: Reader, scope: Scope, { period }: NarrowedQuery): Promise<void> {
  const [found] = await read.rows(sql`
    select from charge x join dim_account account on account.id = x.account_id
    where account.workspace_id = ${scope.workspaceId}::uuid
      and x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
      and x.period_end - x.period_start <= interval '1 hour'
    limit 1`);
  if (!found) throw new DomainError("invalid", "The charges of this period are not hourly: ask by day.");
}
