import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import type { Metric } from "../focus/charge";
import type { Period } from "../focus/period";
import { idColumn, type Joined, metricSql, type Table, tableName } from "./catalog";
import { type ClassedIds, classedIds, conditionKey } from "./condition-classes";
import type { FixedDimension } from "./names";
import { onlyTagKey } from "./only-tag-key";
import { coveringTables } from "./plan";
import { inParallel, type Reader } from "./snapshot";
import type { Condition, CostQuery } from "./spec";
import { neededBy, ofTagKey, within } from "./sql";
import { withinRows } from "./within-rows";

/** One of many questions that are answered together: charges of these conditions in one currency. */
export type ManyScope = { where: Condition[]; metric: Metric; currency: string };

type Member = { index: number; keys: string[]; metric: Metric; currency: string };

/** Scopes that one pass over one table can answer: they need the same dimension tables. */
export type ManyGroup = {
  table: Table;
  tagKey: string | null;
  needed: Joined[];
  members: Member[];
  conditions: Condition[];
};

/** What stands apart in the sums: the labels of classes by table. */
export type Labels = Partial<Record<Joined, string>>;

type Grouped = { period: Period; apartBy: FixedDimension[] };

/** Groups scopes by what they need besides these dimensions, which every answer is kept apart by. */
export async function groupsOf(
  read: Reader,
  scope: Scope,
  scopes: ManyScope[],
  { period, apartBy }: Grouped,
): Promise<ManyGroup[]> {
  const tracked = await read.rows<{ key: string }>(
    sql`select key from tracked_tag where workspace_id = ${scope.workspaceId}::uuid`,
  );
  const trackedTags = new Set(tracked.map(({ key }) => key));
  const groups = new Map<string, ManyGroup>();
  scopes.forEach(({ where: asked, metric, currency }, index) => {
    const wanted: CostQuery = { period, grain: "day", groupBy: apartBy, where: asked, metric };
    const query = withinRows(scope, wanted);
    const { where } = query;
    const table = smallest(coveringTables(query, trackedTags));
    const tagKey = table === "rollup_tag" ? onlyTagKey(query) : null;
    const needed = [...new Set<Joined>(["account", ...neededBy(query)])].sort();
    const key = JSON.stringify([table, tagKey, needed]);
    const group = groups.get(key) ?? { table, tagKey, needed, members: [], conditions: [] };
    groups.set(key, group);
    group.members.push({ index, keys: where.map(conditionKey), metric, currency });
    group.conditions.push(...where);
  });
  return [...groups.values()];
}

/** Sums by one dimension alone are far smaller than those by all, and single charges are the last resort. */
function smallest(covering: Table[]): Table {
  const isBySeveral = (table: Table) => table === "rollup_day" || table === "rollup_month" || table === "charge";
  return covering.find((table) => !isBySeveral(table)) ?? covering.find((table) => table !== "charge") ?? "charge";
}

/**
 * What is summed (`x` is the table): by which column, over which days, with what label for the rows of a joined table,
 * and what besides the sum is asked of the rows.
 */
export type ManySums = { by: Sql; labels: Partial<Record<Joined, Sql>>; spans: Period[]; also?: Sql };

/**
 * What one combination of classes is to one scope: its sums, and at the same place by what they were made and what
 * besides was asked. Where no charge states the metric an amount is empty.
 */
export type ManySum = {
  index: number;
  by: string[];
  also: string[];
  labels: Labels;
  amounts: string[];
  currency: string;
};

/**
 * Sums a group: dimension rows that no condition tells apart are one class, the table is summed once by class, and each
 * scope takes the classes that satisfy it.
 */
export async function sumGroup(
  read: Reader,
  scope: Scope,
  group: ManyGroup,
  { by, labels, spans, also = sql`null` }: ManySums,
  take: (sum: ManySum) => void,
): Promise<void> {
  if (group.table === "charge") await read.rows(inParallel);
  const classes: ClassedIds[] = [];
  for (const table of group.needed) {
    classes.push(await classedIds(read, scope, { table, label: labels[table], conditions: group.conditions }));
  }
  const metrics = [...new Set(group.members.map(({ metric }) => metric))];
  const combined = { classes, metrics, takersOf: takers(group, classes) };
  for (const span of spans) {
    const tuples = await read.tuples<Tuple>(statement(scope, group, { classes, metrics, by, also, span }));
    for (const tuple of tuples) takeRow(tuple, combined, take);
  }
}

type Combined = {
  classes: ClassedIds[];
  metrics: Metric[];
  takersOf: (combined: number[]) => Taken;
};

/** Gives one combination of classes to every scope that it counts for. */
function takeRow(
  [madeBy, others, ...rest]: Tuple,
  { classes, metrics, takersOf }: Combined,
  take: (sum: ManySum) => void,
) {
  const { labels, members } = takersOf(rest.slice(0, classes.length) as number[]);
  if (members.length === 0) return;
  const row = { by: madeBy.split(","), also: others.split(","), labels };
  const amounts = metrics.map((_, place) => String(rest[classes.length + place] ?? "").split(","));
  for (const { index, metric, currency } of members) {
    const own = amounts[metrics.indexOf(metric)] ?? [];
    if (own.some((amount) => amount !== "")) take({ ...row, index, currency, amounts: own });
  }
}

type Tuple = [by: string, also: string, ...classesAndAmounts: (number | string | null)[]];

const aliases = [sql`c0`, sql`c1`, sql`c2`, sql`c3`, sql`c4`, sql`c5`, sql`c6`, sql`c7`, sql`c8`] as const;

type Statement = { classes: ClassedIds[]; metrics: Metric[]; by: Sql; also: Sql; span: Period };

/** The workspace is in the classes: only its own dimension rows are in them. */
function statement(scope: Scope, { table, tagKey }: ManyGroup, { classes, metrics, by, also, span }: Statement): Sql {
  const named = classes.map((each, index) => ({ ...each, alias: aliases[index] ?? aliases[0] }));
  const joins = named.map(
    ({ table: joined, ids, classOf, alias }) =>
      sql`join unnest(${ids}::int[], ${classOf}::int[]) as ${alias} (id, class) on ${alias}.id = ${idColumn[joined]}`,
  );
  const keys = named.map(({ alias }, place) => ({ value: sql`${alias}.class`, name: keyNames[place] ?? keyNames[0] }));
  const amounts = metrics.map((metric, place) => {
    return {
      value: sql`trim_scale(${metricSql(metric, table).amount})::text`,
      name: amountNames[place] ?? amountNames[0],
    };
  });
  const inner = [...keys, ...amounts].map(({ value, name }) => sql`${value} as ${name}`);
  // The first key by position: two equal parameters are not one expression to the planner. A row for each combination
  // of classes, not for each of its days: there are hundreds of times fewer.
  return sql`
    select string_agg(summed.made_by, ','), string_agg(summed.also, ','), ${join([
      ...keys.map(({ name }) => sql`summed.${name}`),
      ...amounts.map(({ name }) => sql`string_agg(coalesce(summed.${name}, ''), ',')`),
    ])}
    from (
      select (${by})::text as made_by, coalesce((${also})::text, '') as also, ${join(inner)}
      from ${tableName[table]} x ${join(joins, " ")}
      where ${join([...within(span, table), ...(tagKey === null ? [] : [ofTagKey(scope, tagKey)])], " and ")}
      group by ${join([sql`1`, ...keys.map(({ value }) => value)])}
    ) summed
    group by ${join(keys.map(({ name }) => sql`summed.${name}`))}`;
}

const keyNames = [sql`k0`, sql`k1`, sql`k2`, sql`k3`, sql`k4`, sql`k5`, sql`k6`, sql`k7`, sql`k8`] as const;
const amountNames = [sql`a0`, sql`a1`, sql`a2`, sql`a3`] as const;

type Taken = { labels: Labels; members: Member[] };

/** Which scopes a row counts for, decided once for each combination of classes. */
function takers({ needed, members }: ManyGroup, classes: ClassedIds[]): (combined: number[]) => Taken {
  const known = new Map<string, Taken>();
  return (combined) => {
    const key = combined.join(" ");
    const found = known.get(key);
    if (found) return found;
    const each = combined.map((at, index) => classes[index]?.classes[at]);
    const satisfied = new Set(each.flatMap((one) => [...(one?.satisfied ?? [])]));
    const taken = {
      labels: Object.fromEntries(needed.map((table, index) => [table, each[index]?.label ?? ""])),
      members: members.filter(({ keys }) => keys.every((one) => satisfied.has(one))),
    };
    known.set(key, taken);
    return taken;
  };
}
