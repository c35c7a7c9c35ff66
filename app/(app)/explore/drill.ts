import type { CostRow } from "@/lib/query/answer";
import { type Dimension, isTag } from "@/lib/query/names";
import type { Condition, CostQuery } from "@/lib/query/spec";

/** What one asks next once a name is picked; a resource is at the end of the way, and is seen by day. */
const next: Partial<Record<Dimension, Dimension[]>> = {
  provider: ["service"],
  billingAccount: ["subAccount"],
  subAccount: ["service"],
  serviceCategory: ["service"],
  service: ["resource"],
  region: ["service"],
  resource: [],
  resourceType: ["resource"],
  sku: ["resource"],
  commitment: ["service"],
  chargeCategory: ["chargeKind"],
  chargeKind: ["service"],
  source: ["service"],
  tagging: ["subAccount"],
};

type Narrowable = Pick<CostQuery, "groupBy" | "where">;

/** The same question of one name alone, by the next dimension; null where it would ask the same again. */
export function narrowed<Query extends Narrowable>(query: Query, keys: CostRow["keys"]): Query | null {
  const picked = query.groupBy.map((dimension) => conditionOf(dimension, keys[dimension] ?? null));
  const known = new Set(query.where.map((condition) => JSON.stringify(condition)));
  const added = picked.filter((condition) => !known.has(JSON.stringify(condition)));
  if (added.length === 0) return null;
  return { ...query, where: [...query.where, ...added], groupBy: onward(query) };
}

/** By what one divides the name that was picked. */
export function onward({ groupBy, where }: Narrowable): Dimension[] {
  const [first, second] = groupBy;
  if (!first) return groupBy;
  // Where several are asked for, the others go on to divide the one that was picked.
  if (second) return groupBy;
  const asked = isTag(first) ? (["service"] satisfies Dimension[]) : (next[first] ?? groupBy);
  return asked.filter((dimension) => !where.some((condition) => condition.dimension === dimension));
}

function conditionOf(dimension: Dimension, value: string | null): Condition {
  if (value === null) return { dimension, operator: "absent", values: [] };
  return { dimension, operator: "eq", values: [value] };
}
