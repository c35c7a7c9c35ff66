import { z } from "zod";
import type { Scope } from "../../auth/scope";
import { type Sql, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { type Day, isDay } from "../../focus/period";
import type { Joined } from "../../query/catalog";
import { rowKeys, seenBy } from "../../query/within-rows";

const day = z.string().refine(isDay, "Use a date such as 2026-10-01.");

/**
 * Which charges an export holds. By `charge` the days they belong to count, as on every page; by `billing` the billing
 * periods that begin in the span, as in the files of a provider.
 */
export const Selection = z
  .strictObject({
    from: day,
    to: day,
    by: z.enum(["charge", "billing"]).default("charge"),
    source: z.string().optional(),
    account: z.string().optional(),
  })
  .refine(({ from, to }) => from < to, {
    message: "The period must end after it starts; its last day is not part of it.",
    path: ["to"],
  });
export type Selection = z.output<typeof Selection>;

export type Read = <Row extends Record<string, unknown>>(statement: Sql) => Promise<Row[]>;

export type Limit = { table: Joined; ids: number[] };

/** A selection as the ledger knows it: slices, the span of charge days, and accounts where one was named. */
export type Selected = {
  slices: number[];
  from: Day;
  to: Day;
  accounts: number[] | null;
  /** Keys that charges must have to be seen by who asks; empty for who sees everything. */
  limits: Limit[];
  /** The columns of the imported files in their order; null where a connector wrote some of the rows. */
  columns: string[] | null;
};

export async function selected(read: Read, scope: Scope, asked: Selection): Promise<Selected> {
  const { workspaceId } = scope;
  if (asked.source !== undefined) await requireSource(read, scope, asked.source);
  const found = await read<{ id: number; columns: string[] | null; first: Day | null; last: Day | null }>(sql`
    select slice.id, run.columns,
      (select min(month)::text from unnest(slice.months) month) as first,
      (select (max(month) + interval '1 month')::date::text from unnest(slice.months) month) as last
    from import_slice slice
      join source on source.id = slice.source_id join import_run run on run.id = slice.run_id
    where slice.workspace_id = ${workspaceId}::uuid and slice.state = 'current' and slice.rows > 0
      and (${asked.source ?? null}::text is null or source.name = ${asked.source ?? null})
      and case when ${asked.by} = 'billing'
        then slice.period_start >= ${asked.from}::timestamp at time zone 'UTC'
          and slice.period_start < ${asked.to}::timestamp at time zone 'UTC'
        else (select min(month) from unnest(slice.months) month) < ${asked.to}::date
          and (select max(month) + interval '1 month' from unnest(slice.months) month) > ${asked.from}::date end
    order by slice.id`);
  const accounts = asked.account === undefined ? null : await accountIds(read, scope, asked.account);
  const billing = asked.by === "billing";
  return {
    slices: found.map(({ id }) => id),
    from:
      (billing &&
        found
          .map(({ first }) => first ?? asked.from)
          .toSorted()
          .at(0)) ||
      asked.from,
    to:
      (billing &&
        found
          .map(({ last }) => last ?? asked.to)
          .toSorted()
          .at(-1)) ||
      asked.to,
    accounts,
    limits: await limitsOf(read, scope),
    columns: found.every(({ columns }) => (columns ?? []).length > 0)
      ? [...new Set(found.flatMap(({ columns }) => columns ?? []))]
      : null,
  };
}

async function limitsOf(read: Read, scope: Scope): Promise<Limit[]> {
  const limits: Limit[] = [];
  for (const { table, ids } of rowKeys(scope)) {
    const found = await read<{ id: number }>(ids);
    limits.push({ table, ids: found.map(({ id }) => id) });
  }
  return limits;
}

/** What may not be seen is not there, so that nobody can find out names by asking for them. */
async function requireSource(read: Read, scope: Scope, name: string): Promise<void> {
  const [source] = await read(sql`
    select from source where workspace_id = ${scope.workspaceId}::uuid and name = ${name}
      and (${scope.rows === null} or exists (
        select from import_slice where source_id = source.id and ${seenBy(scope, "slice", sql`import_slice.id`)}))
    limit 1`);
  if (!source) throw new DomainError("not_found", `There is no source called ${name}.`);
}

async function accountIds(read: Read, scope: Scope, account: string): Promise<number[]> {
  const found = await read<{ id: number }>(sql`
    select id from dim_account where workspace_id = ${scope.workspaceId}::uuid
      and ${seenBy(scope, "account", sql`dim_account.id`)} and (billing_account_id = ${account} or sub_account_id = ${account})`);
  if (found.length === 0) throw new DomainError("not_found", `There is no account ${account}.`);
  return found.map(({ id }) => id);
}
