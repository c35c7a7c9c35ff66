import type { Scope } from "../auth/scope";
import { empty, join, type Sql, sql } from "../db/sql";
import type { Metric } from "../focus/charge";
import type { Period } from "../focus/period";
import { idColumn, type Joined, metricSql, type Table, tableName } from "./catalog";
import { type Labels, type Member, memberOf, type Taken, takers, type Wanted, wantedCodes } from "./class-takers";
import { type ClassedIds, classedIds } from "./condition-classes";
import type { FixedDimension } from "./names";
import { coveringTables } from "./plan";
import { inParallel, type Reader } from "./snapshot";
import type { Condition, CostQuery } from "./spec";
import { neededBy, within } from "./sql";
import { askedTagKeys, ofTagKeys, trackedKeys } from "./tracked-keys";
import { withinRows } from "./within-rows";

/** One of many questions that are answered together: charges of these conditions in one currency. */
export type ManyScope = { where: Condition[]; metric: Metric; currency: string };

/** Scopes that one pass over one table can answer: they need the same dimension tables. */
export type ManyGroup = {
  table: Table;
  tagKeys: string[];
  needed: Joined[];
  members: Member[];
  conditions: Condition[];
};

type Grouped = { period: Period; apartBy: FixedDimension[] };

/** Groups scopes by what they need besides these dimensions, which every answer is kept apart by. */
export async function groupsOf(
  read: Reader,
  scope: Scope,
  scopes: ManyScope[],
  { period, apartBy }: Grouped,
): Promise<ManyGroup[]> {
  const trackedTags = await trackedKeys(read, scope);
  const groups = new Map<string, ManyGroup>();
  scopes.forEach(({ where: asked, metric, currency }, index) => {
    const wanted: CostQuery = { period, grain: "day", groupBy: apartBy, where: asked, metric };
    const query = withinRows(scope, wanted);
    const { where } = query;
    const table = smallest(coveringTables(query, trackedTags));
    const tagKeys = table === "rollup_tag" ? (askedTagKeys(query)?.toSorted() ?? []) : [];
    const needed = [...new Set<Joined>(["account", ...neededBy(query)])].sort();
    const key = JSON.stringify([table, tagKeys, needed]);
    const group = groups.get(key) ?? { table, tagKeys, needed, members: [], conditions: [] };
    groups.set(key, group);
    group.members.push(memberOf({ where, metric, currency }, index));
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
  const told = tellingApart(classes);
  const combined = { places: classes.map((each) => told.indexOf(each)), metrics, takersOf: takers(group, classes) };
  const wanted = wantedCodes(group.members, told);
  const asked = (span: Period | undefined) => {
    if (!span) return undefined;
    const rows = read.tuples<Tuple>(statement(scope, group, { classes: told, wanted, metrics, by, also, span }));
    rows.catch(() => {}); // it is awaited when its turn comes
    return rows;
  };
  let next = asked(spans[0]);
  for (let at = 0; at < spans.length; at += 1) {
    const tuples = (await next) ?? [];
    // The database reads on while these are taken.
    next = asked(spans[at + 1]);
    for (const tuple of tuples) takeRow(tuple, combined, take);
  }
}

/** Where all rows of the workspace are of one class there is nothing to look up, but one table must tell the workspace. */
function tellingApart(classes: ClassedIds[]): ClassedIds[] {
  const telling = classes.filter((each) => each.classes.length !== 1);
  return telling.length > 0 ? telling : classes.slice(0, 1);
}

type Combined = {
  /** Of each joined table its place among the classes of a row; below zero where all rows are of one. */
  places: number[];
  metrics: Metric[];
  takersOf: (combined: number[]) => Taken;
};

/** Gives one combination of classes to every scope that it counts for. */
function takeRow(
  [madeBy, others, ...rest]: Tuple,
  { places, metrics, takersOf }: Combined,
  take: (sum: ManySum) => void,
) {
  const combined = places.map((place) => (place < 0 ? 0 : ((rest[place] as number | null) ?? NOBODYS)));
  if (combined.includes(NOBODYS)) return;
  const { labels, members } = takersOf(combined);
  if (members.length === 0) return;
  const row = { by: madeBy.split(","), also: others.split(","), labels };
  const amounts = rest.slice(-metrics.length).map((each) => String(each ?? "").split(","));
  for (const { index, metric, currency } of members) {
    const own = amounts[metrics.indexOf(metric)] ?? [];
    if (own.some((amount) => amount !== "")) take({ ...row, index, currency, amounts: own });
  }
}

type Tuple = [by: string, also: string, ...classesAndAmounts: (number | string | null)[]];

const aliases = [sql`c0`, sql`c1`, sql`c2`, sql`c3`, sql`c4`, sql`c5`, sql`c6`, sql`c7`, sql`c8`] as const;

type Statement = { classes: ClassedIds[]; wanted: Wanted | null; metrics: Metric[]; by: Sql; also: Sql; span: Period };

/** The workspace is in the classes: only its own dimension rows are in them. */
function statement(
  scope: Scope,
  { table, tagKeys }: ManyGroup,
  { classes, wanted, metrics, by, also, span }: Statement,
): Sql {
  const found = classes.map((each, place) => classOf(each, place));
  const joins = found.flatMap((each) => each.join ?? []);
  const keys = found.map(({ value }, place) => ({ value, name: keyNames[place] ?? keyNames[0] }));
  const amounts = metrics.map((metric, place) => {
    return { value: metricSql(metric, table).amount, name: amountNames[place] ?? amountNames[0] };
  });
  const rows = sql`
    select x.*, ${join(keys.map(({ value, name }) => sql`${value} as ${name}`))}
    from ${tableName[table]} x ${joins.length > 0 ? join(joins, " ") : empty}
    where ${join([...within(span, table), ...(tagKeys.length === 0 ? [] : [ofTagKeys(scope, tagKeys)])], " and ")}`;
  const sums = [
    ...keys.map(({ name }) => sql`x.${name}`),
    ...amounts.map(({ value, name }) => sql`${value} as ${name}`),
  ];
  // The keys by position: two equal parameters are not one expression to the planner. A row for each combination of
  // classes, not for each of its days: there are hundreds of times fewer. Nothing is made text before it is summed.
  return sql`
    select string_agg(summed.made_by::text, ','), string_agg(coalesce(summed.also::text, ''), ','), ${join([
      ...keys.map(({ name }) => sql`summed.${name}`),
      ...amounts.map(({ name }) => sql`string_agg(coalesce(trim_scale(summed.${name})::text, ''), ',')`),
    ])}
    from (
      select ${by} as made_by, ${also} as also, ${join(sums)}
      from (${rows}) x ${wanted ? sql`where ${codeOf(keys, wanted)} = any(${wanted.codes}::int[])` : empty}
      group by ${join([sql`1`, ...keys.map((_, place) => positions[place] ?? positions[0])])}
    ) summed
    group by ${join(keys.map(({ name }) => sql`summed.${name}`))}`;
}

/** A combination of classes as one number. */
function codeOf(keys: { name: Sql }[], { strides }: Wanted): Sql {
  return join(
    keys.map(({ name }, place) => sql`x.${name} * ${strides[place] ?? 0}::int`),
    " + ",
  );
}

/** The place of the first key, after what is grouped by and what is asked besides. */
const positions = [sql`3`, sql`4`, sql`5`, sql`6`, sql`7`, sql`8`, sql`9`, sql`10`, sql`11`] as const;

/** The class of what belongs to another workspace. */
const NOBODYS = -1;

/** Ids of which so many are not those of the workspace are joined: a list of all of them would be long. */
const MOST_GAPS = 10;

/**
 * The class of a row. It is looked up by its id, which is many times faster than a join and lets each parallel worker
 * sum by itself.
 */
function classOf({ table, ids, classOf: own }: ClassedIds, place: number): { value: Sql; join?: Sql } {
  const first = ids.reduce((least, id) => Math.min(least, id), Number.MAX_SAFE_INTEGER);
  const last = ids.reduce((most, id) => Math.max(most, id), 0);
  if (ids.length === 0 || last - first > ids.length * MOST_GAPS) {
    const alias = aliases[place] ?? aliases[0];
    const joined = sql`join unnest(${ids}::int[], ${own}::int[]) as ${alias} (id, class) on ${alias}.id = ${idColumn[table]}`;
    return { value: sql`${alias}.class`, join: joined };
  }
  // No nulls: an array without them has its elements at places that can be computed.
  const list: number[] = new Array(last - first + 1).fill(NOBODYS);
  ids.forEach((id, at) => {
    list[id - first] = own[at] ?? NOBODYS;
  });
  return { value: sql`(${list}::int[])[${idColumn[table]} - ${first - 1}::int]` };
}

const keyNames = [sql`k0`, sql`k1`, sql`k2`, sql`k3`, sql`k4`, sql`k5`, sql`k6`, sql`k7`, sql`k8`] as const;
const amountNames = [sql`a0`, sql`a1`, sql`a2`, sql`a3`] as const;
