import type { Scope } from "../auth/scope";
import { type Labels, labelsOf } from "./labels";
import { inSnapshot, type Reader } from "./snapshot";
import type { Condition } from "./spec";

const whole: ReadonlySet<Condition["operator"]> = new Set(["eq", "ne", "in", "notin"]);

/** The newest names of the accounts, resources and regions that conditions name by id. */
export async function conditionNames(read: Reader, scope: Scope, conditions: Condition[]): Promise<Labels> {
  const exact = conditions.filter(({ operator }) => whole.has(operator));
  const rows = exact.flatMap(({ dimension, values }) =>
    values.map((value) => ({ bucket: null, keys: { [dimension]: value }, amount: "0" })),
  );
  return await labelsOf(read, scope, [...new Set(exact.map(({ dimension }) => dimension))], rows);
}

/** The same for a page, which reads nothing besides. */
export async function namesOfConditions(scope: Scope, conditions: Condition[]): Promise<Labels> {
  return conditions.length === 0 ? {} : await inSnapshot((read) => conditionNames(read, scope, conditions));
}
