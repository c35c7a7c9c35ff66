import type { CostRow } from "@/lib/query/answer";
import type { Dimension } from "@/lib/query/names";
import type { Condition, CostQuery } from "@/lib/query/spec";

/** What one asks next once a name is picked. */
const next: Partial<Record<Dimension, Dimension>> = {
  provider: "service",
  billingAccount: "subAccount",
  subAccount: "service",
  serviceCategory: "service",
  service: "subAccount",
  region: "service",
  resourceType: "resource",
  chargeCategory: "chargeKind",
  source: "service",
};

/** The same question of one name alone, by the next dimension; null where it would ask the same again. */
export function narrowed(query: CostQuery, keys: CostRow["keys"]): CostQuery | null {
  const picked = query.groupBy.map((dimension) => conditionOf(dimension, keys[dimension] ?? null));
  const known = new Set(query.where.map((condition) => JSON.stringify(condition)));
  const added = picked.filter((condition) => !known.has(JSON.stringify(condition)));
  if (added.length === 0) return null;
  const [first] = query.groupBy;
  const onward = first && query.groupBy.length === 1 ? next[first] : undefined;
  const asked = onward && !query.where.some(({ dimension }) => dimension === onward) ? [onward] : query.groupBy;
  return { ...query, where: [...query.where, ...added], groupBy: asked };
}

function conditionOf(dimension: Dimension, value: string | null): Condition {
  if (value === null) return { dimension, operator: "absent", values: [] };
  return { dimension, operator: "eq", values: [value] };
}
