import { z } from "zod";
import { type Dimension, isBare, isDimension, type Operator, operatorLabels, operators } from "./dimension";

const MOST_VALUES = 1000;
const LONGEST_VALUE = 2048;

// Postgres text holds neither NUL nor half a surrogate pair: such a value can match nothing and would fail the statement.
const isStorable = (text: string) => !/[\0\p{Surrogate}]/u.test(text);
const UNSTORABLE = "holds a character that no charge can hold.";

export const DimensionName = z.custom<Dimension>(
  (name) => typeof name === "string" && isDimension(name) && isStorable(name),
  "Unknown dimension.",
);

/** What is asked of one dimension of a charge. */
export const Condition = z
  .strictObject({
    dimension: DimensionName,
    operator: z.enum(operators),
    values: z
      .array(
        z
          .string()
          .max(LONGEST_VALUE, `A value has at most ${LONGEST_VALUE} characters.`)
          .refine(isStorable, `A value ${UNSTORABLE}`),
      )
      .max(MOST_VALUES, `A condition takes at most ${MOST_VALUES} values.`),
  })
  .superRefine(({ operator, values }, context) => {
    const message = arityProblem(operator, values.length);
    if (message) context.addIssue({ code: "custom", path: ["values"], message });
  });
export type Condition = z.output<typeof Condition>;

function arityProblem(operator: Operator, count: number): string | null {
  const name = `"${operatorLabels[operator]}" (${operator})`;
  if (isBare(operator)) return count === 0 ? null : `${name} takes no value.`;
  if (operator === "in" || operator === "notin") return count > 0 ? null : `${name} needs at least one value.`;
  return count === 1 ? null : `${name} takes exactly one value; a comma inside it is written \\,.`;
}
