import { conditionText } from "@/lib/query/condition-text";
import type { Inside } from "./shown-table";

/** Where one row leads; nowhere, if that would ask the same again. */
export function rowHref({ address, groupBy, known }: Inside, id: string): string | undefined {
  const keys = JSON.parse(id) as (string | null)[];
  const conditions = groupBy.map((dimension, place) => {
    const value = keys[place] ?? null;
    return value === null
      ? conditionText({ dimension, operator: "absent", values: [] })
      : conditionText({ dimension, operator: "eq", values: [value] });
  });
  const added = conditions.filter((condition) => !known.includes(condition));
  if (added.length === 0) return undefined;
  return `${address}&${new URLSearchParams(added.map((condition) => ["where", condition]))}`;
}
