import type { Condition } from "../focus/condition";
import type { RowScope } from "./row-scope";

/**
 * True only if every charge that satisfies all of these conditions is certainly one that somebody with this row scope
 * may see. It proves, and does not guess: false may also mean that it could not tell.
 */
export function covers(rows: RowScope | null, conditions: Condition[]): boolean {
  if (rows === null) return true;
  return rows.every((needed) => {
    const known = conditions.filter(({ dimension }) => dimension === needed.dimension);
    return implies(known, needed);
  });
}

/** Whether conditions on one dimension, taken together, leave only values that satisfy another. */
function implies(known: Condition[], needed: Condition): boolean {
  const values = possibleValues(known);
  if (values) return values.length > 0 && values.every((value) => satisfies(value, needed));
  if (needed.operator === "notin") {
    return needed.values.every((value) => known.some((each) => excludes(each, value)));
  }
  return known.some((each) => impliesAlone(each, needed));
}

/** The values that are left where a condition names them all; null where any number may be left. */
function possibleValues(known: Condition[]): string[] | null {
  const [first, ...others] = known.filter(({ operator }) => operator === "eq" || operator === "in");
  if (!first) return null;
  const unwanted = new Set(known.flatMap(({ operator, values }) => (isExclusion(operator) ? values : [])));
  return first.values.filter((value) => others.every(({ values }) => values.includes(value)) && !unwanted.has(value));
}

const isExclusion = (operator: Condition["operator"]) => operator === "ne" || operator === "notin";

function satisfies(value: string, { operator, values: [wanted = "", ...others] }: Condition): boolean {
  const wantedOnes = [wanted, ...others];
  switch (operator) {
    case "eq":
    case "in":
      return wantedOnes.includes(value);
    case "ne":
    case "notin":
      return !wantedOnes.includes(value);
    case "present":
      return true;
    case "absent":
      return false;
    case "contains":
      return isPart(value, wanted);
    case "startswith":
      return isStart(value, wanted);
  }
}

/** Whether no value that satisfies the condition is this one; charges without a value are not this one either. */
function excludes({ operator, values }: Condition, value: string): boolean {
  return operator === "absent" || (isExclusion(operator) && values.includes(value));
}

function impliesAlone(known: Condition, needed: Condition): boolean {
  const [has = ""] = known.values;
  const [wanted = ""] = needed.values;
  switch (needed.operator) {
    case "ne":
      return excludes(known, wanted);
    case "absent":
      return known.operator === "absent";
    case "present":
      return known.operator === "present" || isText(known);
    case "contains":
      return isText(known) && isPart(has, wanted);
    case "startswith":
      return known.operator === "startswith" && isStart(has, wanted);
    default:
      return false;
  }
}

const isText = ({ operator }: Condition) => operator === "contains" || operator === "startswith";

// The database compares these in lower case, by rules of its own language settings. What is a part as it is written is
// one in lower case too, except for the sigma, whose lower case depends on where it stands.
const isPart = (whole: string, part: string) => whole.includes(part) && !whole.includes("Σ");
const isStart = (whole: string, start: string) => whole.startsWith(start) && !whole.includes("Σ");
