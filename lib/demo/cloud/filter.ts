import { z } from "zod";
import { invalidRequest } from "./aws-error";
import { dimensionReader } from "./dimensions";
import type { CloudCharge } from "./estate";

const Leaf = z.object({
  Key: z.string(),
  Values: z.array(z.string()).optional(),
  MatchOptions: z.array(z.string()).optional(),
});
type Leaf = z.output<typeof Leaf>;

/** A Cost Explorer filter as it came; that it has exactly one root is checked when it is read. */
export const Expression = z.object({
  get And() {
    return z.array(Expression).optional();
  },
  get Or() {
    return z.array(Expression).optional();
  },
  get Not(): z.ZodOptional<typeof Expression> {
    return Expression.optional();
  },
  Dimensions: Leaf.optional(),
  Tags: Leaf.optional(),
  CostCategories: Leaf.optional(),
});
export type Expression = z.output<typeof Expression>;

export type Matches = (charge: CloudCharge) => boolean;

const MOST_LEVELS = 20;

/** The charges an expression lets through; refuses what AWS refuses. */
export function filterOf(expression: Expression | undefined, level = 0): Matches {
  if (!expression) return () => true;
  if (level > MOST_LEVELS) throw invalidRequest("Expression is nested too deeply.");
  requireOneRoot(expression);
  const { And, Or, Not, Dimensions, Tags, CostCategories } = expression;
  if (And) return every(operands("And", And, level));
  if (Or) return some(operands("Or", Or, level));
  if (Not) return inverted(filterOf(Not, level + 1));
  if (Dimensions) return leaf(Dimensions, dimensionReader(Dimensions.Key, "filter"));
  if (Tags) return leaf(Tags, ({ tags }) => tags?.[Tags.Key] ?? "");
  if (CostCategories) return leaf(CostCategories, () => "");
  throw invalidRequest("Expression is empty.");
}

const every =
  (all: Matches[]): Matches =>
  (charge) =>
    all.every((matches) => matches(charge));
const some =
  (all: Matches[]): Matches =>
  (charge) =>
    all.some((matches) => matches(charge));
const inverted =
  (matches: Matches): Matches =>
  (charge) =>
    !matches(charge);

function requireOneRoot(expression: Expression): void {
  const roots = Object.values(expression).filter((each) => each !== undefined).length;
  if (roots > 1) {
    throw invalidRequest(
      "Expression has more than one roots. Only one root operator is allowed for each expression: And, Or, Not, Dimensions, Tags, CostCategories",
    );
  }
}

function operands(operator: string, given: Expression[], level: number): Matches[] {
  if (given.length < 2) throw invalidRequest(`${operator} expression must have at least 2 operands.`);
  return given.map((each) => filterOf(each, level + 1));
}

function leaf(
  { Values, MatchOptions = ["EQUALS", "CASE_SENSITIVE"] }: Leaf,
  read: (charge: CloudCharge) => string,
): Matches {
  const unsupported = MatchOptions.find((option) => !["EQUALS", "CASE_SENSITIVE", "ABSENT"].includes(option));
  if (unsupported) throw invalidRequest(`MatchOption ${unsupported} is not supported for this operation.`);
  if (MatchOptions.includes("ABSENT")) return (charge) => read(charge) === "";
  if (!Values?.length) throw invalidRequest("Values must not be empty.");
  const wanted = new Set(Values);
  return (charge) => wanted.has(read(charge));
}
