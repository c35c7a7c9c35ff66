import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import { dimensionSql, dimensionTable, type Joined } from "./catalog";
import { comparisonSql } from "./condition-sql";
import type { Reader } from "./snapshot";
import type { Condition } from "./spec";

/** Rows of a dimension table that no condition tells apart. */
export type Class = {
  /** Keys of the conditions that its rows satisfy. */
  satisfied: ReadonlySet<string>;
  /** What sums are kept apart by anyhow. */
  label: string;
};

/** Every row of a dimension table with its class. */
export type ClassedIds = { table: Joined; ids: number[]; classOf: number[]; classes: Class[] };

/** Names a condition by what it says. */
export function conditionKey({ dimension, operator, values }: Condition): string {
  return JSON.stringify([dimension, operator, values]);
}

type Asked = { table: Joined; label: Sql | undefined; conditions: Condition[] };

/** Puts the rows of one dimension table into as few classes as the conditions and the label tell apart. */
export async function classedIds(
  read: Reader,
  { workspaceId }: Scope,
  { table, label = sql`''`, conditions }: Asked,
): Promise<ClassedIds> {
  const own = new Map(
    conditions
      .filter(({ dimension }) => dimensionSql(dimension).needs === table)
      .map((condition) => [conditionKey(condition), condition]),
  );
  const dimensions = [...new Set([...own.values()].map(({ dimension }) => dimension))];
  const { from, alias } = dimensionTable[table];
  const columns = [sql`${alias}.id`, label, ...dimensions.map((dimension) => dimensionSql(dimension).value)];
  const rows = await read.tuples<[id: number, label: string, ...values: (string | null)[]]>(sql`
    select ${join(columns)} from ${from} where ${alias}.workspace_id = ${workspaceId}::uuid`);
  const satisfied: Satisfied[] = [];
  for (const [index, dimension] of dimensions.entries()) {
    const values = [...new Set(rows.map((row) => (row[index + 2] as string | null | undefined) ?? null))];
    const about = [...own.values()].filter((condition) => condition.dimension === dimension);
    satisfied.push(await satisfiedBy(read, values, about));
  }
  return classed(table, rows, satisfied);
}

type Satisfied = Map<string | null, string[]>;

/** Equality is decided here, all else by the database, as a chart has it decided. */
async function satisfiedBy(read: Reader, values: (string | null)[], conditions: Condition[]): Promise<Satisfied> {
  const satisfied: Satisfied = new Map(values.map((value) => [value, []]));
  const others: Condition[] = [];
  for (const condition of conditions) {
    const isEquality = condition.operator === "eq" || condition.operator === "in";
    if (!isEquality) others.push(condition);
    else for (const value of condition.values) satisfied.get(value)?.push(conditionKey(condition));
  }
  for (let at = 0; at < others.length; at += MOST_COLUMNS) {
    await askSatisfied(read, others.slice(at, at + MOST_COLUMNS), satisfied);
  }
  return satisfied;
}

const MOST_COLUMNS = 500;

async function askSatisfied(read: Reader, conditions: Condition[], satisfied: Satisfied): Promise<void> {
  const values = [...satisfied.keys()];
  const truths = conditions.map(({ operator, values: wanted }) => comparisonSql(operator, sql`each.value`, wanted));
  const rows = await read.tuples<(boolean | null)[]>(sql`
    select ${join(truths)} from unnest(${values}::text[]) with ordinality as each (value, place) order by place`);
  rows.forEach((row, index) => {
    const known = satisfied.get(values[index] ?? null);
    conditions.forEach((condition, column) => {
      if (row[column] === true) known?.push(conditionKey(condition));
    });
  });
}

function classed(table: Joined, rows: [number, string, ...(string | null)[]][], satisfied: Satisfied[]): ClassedIds {
  const known = new Map<string, number>();
  const places = new Map<string, number>();
  const found: ClassedIds = { table, ids: [], classOf: [], classes: [] };
  const classOf = (label: string, values: (string | null)[]): number => {
    const keys = satisfied.flatMap((each, index) => each.get(values[index] ?? null) ?? []);
    const name = JSON.stringify([label, keys]);
    const place = known.get(name) ?? found.classes.push({ label, satisfied: new Set(keys) }) - 1;
    known.set(name, place);
    return place;
  };
  for (const [id, label, ...values] of rows) {
    // Most rows have values that another one had, and names of classes are long.
    const same = JSON.stringify([label, ...values]);
    const place = places.get(same) ?? classOf(label, values);
    places.set(same, place);
    found.ids.push(id);
    found.classOf.push(place);
  }
  return found;
}
